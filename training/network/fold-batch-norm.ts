/** What trains as convolution and batch norm ships as one convolution. */
import { EPSILON } from './layers/batch-norm-relu';
import { untie } from './mirror';
import { type Architecture, convolutionNames, EXPRESSION_HEAD, FER2013_HEAD, normName } from './model';
import type { Weights } from './weights';

/**
 * conv(x) · gamma/√(variance + ε) + (beta − mean · gamma/√(variance + ε)) is one convolution with a bias: kernels are
 * scaled per output channel. Dense layers are copied.
 * @returns weights for buildInferenceModel
 */
export function foldBatchNorm(trained: Weights, architecture: Architecture): Weights {
  const weights = architecture.mirror ? untie(trained, architecture) : trained;
  const get = (name: string) => {
    const values = weights.get(name);
    if (!values) throw new Error(`The checkpoint has no weight ${name}.`);
    return values;
  };
  const folded: Weights = new Map();
  for (const conv of convolutionNames(architecture)) {
    const norm = normName(conv);
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((w) => get(`${norm}/${w}`)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const scale = gamma.map((g, c) => g / Math.sqrt(variance[c]! + EPSILON));
    folded.set(
      `${conv}/kernel`,
      get(`${conv}/kernel`).map((w, i) => w * scale[i % scale.length]!),
    );
    folded.set(
      `${conv}/bias`,
      beta.map((b, c) => b - mean[c]! * scale[c]!),
    );
  }
  for (const dense of [EXPRESSION_HEAD, FER2013_HEAD]) {
    for (const part of ['kernel', 'bias']) folded.set(`${dense}/${part}`, get(`${dense}/${part}`).slice());
  }
  return folded;
}
