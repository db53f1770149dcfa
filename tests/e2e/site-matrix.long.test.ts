import { FIXTURES, type SiteName } from '../../scripts/call/page/fixtures';
import { testSites } from './site-matrix';

testSites(Object.keys(FIXTURES) as SiteName[]);
