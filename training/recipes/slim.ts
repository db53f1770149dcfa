import type { Recipe } from '../recipe';
import { patient } from './patient';
import { smooth } from './smooth';

/** `patient` in the network of `smooth`, with half of its weights. */
export const slim: Recipe = {
  ...patient,
  name: 'slim',
  architecture: { ...smooth.architecture, dropout: patient.architecture.dropout },
};
