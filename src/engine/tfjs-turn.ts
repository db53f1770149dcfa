import { getBackend, setBackend } from '@tensorflow/tfjs-core';

/**
 * tfjs computes on the one back end of the page that is on, and networks of two may live while one replaces the other: each
 * turns its own on before it runs. One that was started before is on at once, whatever the promise says.
 */
export function turnOn(backend: string): void {
  if (getBackend() !== backend) void setBackend(backend);
}
