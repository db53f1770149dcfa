import { Failure } from '../problem';

/** A back end that this machine does not start: not one that ran and was lost, nor one whose files were not there. */
export class DidNotStart extends Failure {}
