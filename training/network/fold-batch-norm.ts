/** What trains as convolution and batch norm ships as one convolution. */
import { EPSILON } from './layers/batch-norm-relu';
import { untie } from './mirror';
import { type Architecture, convolutionNames, headsOf, hiddenName, normName } from './model';
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
  const copied = [
    ...headsOf(weights),
    ...(architecture.hidden ?? []).map((_, i) => hiddenName(i)),
    ...(architecture.norm === false ? convolutionNames(architecture) : []),
  ];
  for (const conv of architecture.norm === false ? [] : convolutionNames(architecture)) {
    const norm = normName(conv);
    const of = (weight: string) => get(`${norm}/${weight}`);
    const [gamma, beta, mean, variance] = [of('gamma'), of('beta'), of('mean'), of('variance')];
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
  for (const layer of copied) {
    for (const part of ['kernel', 'bias']) folded.set(`${layer}/${part}`, get(`${layer}/${part}`).slice());
  }
  return folded;
}
