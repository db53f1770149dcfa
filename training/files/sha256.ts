import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** In hexadecimal. */
export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/** Of a file's content, in hexadecimal. @throws what the file system throws */
export const sha256Of = (file: string): string => sha256(readFileSync(file));
