/** One page of all that was measured, with the worst mistakes as pictures; it needs nothing else. */
import { escaped } from '../markup/escaped';
import { faceImage } from '../markup/face-image';
import { percent, range } from '../markup/tables';
import type { Answer, Answers } from './answers';
import { confusionPlot } from './plots/confusion';
import { perClassPlot } from './plots/per-class';
import { reliabilityPlot } from './plots/reliability';
import type { EvaluationFile } from './report';

/** Mistakes that are shown, the surest first. */
const WORST = 24;

/** A report as one HTML page that needs no other file. */
export async function reportPage(
  evaluation: EvaluationFile,
  { answers, milliseconds, millisecondsAlone }: Answers,
  pixels: Uint8Array,
): Promise<string> {
  const { subject, pictures, command, commit, backend, measured } = evaluation;
  const mistakes = answers.filter(({ truth, said }) => truth !== said).sort((a, b) => b.confidence - a.confidence);
  const shown = await Promise.all(mistakes.slice(0, WORST).map((mistake) => figure(mistake, pixels)));
  const sections = measured.map(
    (one) => `<section>
<h2>${escaped(one.title)}</h2>
<p><b>${percent(one.accuracy, 2)}</b> right: ${one.correct} of ${one.count} (95 % interval ${range(one.interval)}), macro-F1 ${one.macroF1.toFixed(3)}, expected calibration error ${percent(one.ece)}.</p>
<table><thead><tr><th>class</th><th>pictures</th><th>precision</th><th>recall</th><th>F1</th></tr></thead><tbody>
${one.perClass.map((c, k) => `<tr><th>${escaped(one.classes[k]!)}</th><td>${c.count}</td><td>${percent(c.precision)}</td><td>${percent(c.recall)}</td><td>${c.f1.toFixed(3)}</td></tr>`).join('\n')}
</tbody></table>
${confusionPlot(one.confusion, one.classes)}
${perClassPlot(one.perClass, one.classes)}
${reliabilityPlot(one)}
</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(subject)}</title>
<style>:root{color-scheme:light dark}body{max-width:860px;margin:32px auto;padding:0 16px;font:15px/1.5 system-ui,sans-serif}svg{max-width:100%;height:auto}table{border-collapse:collapse}th,td{padding:3px 14px 3px 0;text-align:left}.faces{display:grid;grid-template-columns:repeat(auto-fill,minmax(110px,1fr));gap:14px;padding:0}figure{margin:0;font-size:12px}img{width:96px;height:96px;image-rendering:pixelated}</style>
</head>
<body>
<h1>${escaped(subject)}</h1>
<p>On ${escaped(pictures)}. Made by <code>${escaped(command)}</code> at commit ${escaped(commit)} (${escaped(backend)}); ${milliseconds.toFixed(2)} ms a picture in batches, ${millisecondsAlone.toFixed(2)} ms a face that is asked about alone, as in a call (median).</p>
${sections.join('\n')}
<h2>Worst mistakes</h2>
<p>${mistakes.length === 0 ? 'There are none.' : `The ${shown.length} of ${mistakes.length} that the network is surest of.`}</p>
<div class="faces">${shown.join('\n')}</div>
</body>
</html>
`;
}

async function figure({ row, truth, said, confidence }: Answer, pixels: Uint8Array): Promise<string> {
  const words = `${truth}, said ${said} (${percent(confidence, 0)})`;
  return `<figure>${await faceImage(pixels, row, words)}<figcaption>${escaped(words)}</figcaption></figure>`;
}
