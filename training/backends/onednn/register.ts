/** Makes "onednn" a tfjs back end of this process. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { BACKEND, OneDnnBackend } from './backend';
import { registerBatchNormRelu } from './batch-norm-relu';
import { registerConvolutions } from './convolution';
import { registerElementwise } from './elementwise';
import { registerGlobalAverage } from './global-average';
import { type OneDnn, oneDnn } from './library';
import { registerMatmul } from './matmul';
import { registerNesterov } from './nesterov';
import { registerPooling } from './pooling';

/**
 * Registers the back end once; `tf.setBackend('onednn')` then selects it.
 * @returns version and thread count, for the log
 * @throws OneDnnUnavailable with what to do about it
 */
export function registerOneDnn(): Pick<OneDnn, 'version' | 'threads'> {
  const { version, threads } = oneDnn();
  if (!tf.findBackend(BACKEND)) {
    tf.copyRegisteredKernels('cpu', BACKEND);
    tf.registerBackend(BACKEND, () => new OneDnnBackend(), 0);
    registerConvolutions();
    registerPooling();
    registerBatchNormRelu();
    registerGlobalAverage();
    registerElementwise();
    registerMatmul();
    registerNesterov();
  }
  return { version, threads };
}
