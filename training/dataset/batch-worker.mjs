/** Starts batch-worker.ts: a worker does not inherit the loader that lets its parent import TypeScript (Node 20). */
import { tsImport } from 'tsx/esm/api';

await tsImport('./batch-worker.ts', import.meta.url);
