import { testModes } from './run';

testModes();
