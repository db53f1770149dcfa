import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What a program says that has this library. One for each, because a process loads oneDNN once. */
function said(library: string, program: string, environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--eval', program],
      { env: { ...process.env, FACET_ONEDNN: library, ...environment }, encoding: 'utf8' },
      (error, stdout) => (error ? reject(error) : resolve(stdout.trim())),
    );
  });
}

const loadedFrom = (library: string) =>
  said(
    library,
    `import('./training/backends/onednn/library.ts')
      .then(({ oneDnn }) => console.log('loaded ' + oneDnn().version))
      .catch((error) => console.log(error.name + ': ' + error.message));`,
  );

describe.skipIf(process.platform !== 'linux')('a library that is not oneDNN 2.6', () => {
  it.each([
    ['is missing', 'libnowhere.so.2', /cannot be loaded .*No such file/],
    ['is no library', '/etc/passwd', /cannot be loaded .*invalid ELF header/],
    ['is another library', 'libm.so.6', /was found, but it is not oneDNN 2 .*dnnl_version/],
  ])('%s: a sentence says so and what to do', async (_, library, problem) => {
    const words = await loadedFrom(library);
    expect(words).toMatch(/^OneDnnUnavailable: oneDNN: /);
    expect(words).toContain(library);
    expect(words).toMatch(problem);
    expect(words).toContain('apt-get install libdnnl2');
    expect(words).toContain('--backend cpu');
  });

  // Debian's library stands for any real one: where it is, it must load.
  it.skipIf(!existsSync('/usr/lib/x86_64-linux-gnu/libdnnl.so.2'))('while the right one loads', async () => {
    expect(await loadedFrom('/usr/lib/x86_64-linux-gnu/libdnnl.so.2')).toMatch(/^loaded 2\.6\./);
  });
});

describe.skipIf(process.platform !== 'linux')('tests of the engine, without oneDNN', () => {
  const program = `import('./tests/training/onednn.ts')
    .then(({ unavailable }) => console.log('skipped: ' + unavailable))
    .catch((error) => console.log('failed: ' + error.message));`;

  it('are skipped on a machine that need not have it', async () => {
    expect(await said('libnowhere.so.2', program, { FACET_ONEDNN_REQUIRED: '' })).toMatch(/^skipped: oneDNN: /);
  });

  it('fail where it must be, as in the workflow that runs them', async () => {
    expect(await said('libnowhere.so.2', program, { FACET_ONEDNN_REQUIRED: 'yes' })).toMatch(
      /^failed: oneDNN must be here: .*cannot be loaded/,
    );
    const workflow = readFileSync('.github/workflows/test.yml', 'utf8');
    const [job] = workflow.split(/\n {2}(?=\w+:\n)/).filter((part) => /npm test -- .*\bunit\b/.test(part));
    expect(job).toMatch(/container: debian:12\n/);
    expect(job).toMatch(/apt-get install .*\blibdnnl2\b/);
    expect(job).toMatch(/FACET_ONEDNN_REQUIRED: \S/);
  });
});
