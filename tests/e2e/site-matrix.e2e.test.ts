import { testSites } from './site-matrix';

// A video per tile, all tiles on one canvas in a frame, and a page that says nothing of what it is.
testSites(['meet', 'zoomCanvas', 'generic']);
