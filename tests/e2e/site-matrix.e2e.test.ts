import { testSites } from './site-matrix';

// All tiles on one canvas in a frame, and a page that says nothing of what it is. Most other tests are of a call with a
// video per tile.
testSites(['zoomCanvas', 'generic']);
