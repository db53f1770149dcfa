import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A program of its own for each, because a process loads oneDNN once. */
function loadedFrom(library: string): Promise<string> {
  const program = `
    import('./training/backends/onednn/library.ts')
      .then(({ oneDnn }) => console.log('loaded ' + oneDnn().version))
      .catch((error) => console.log(error.name + ': ' + error.message));`;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--eval', program],
      { env: { ...process.env, FACET_ONEDNN: library }, encoding: 'utf8' },
      (error, stdout) => (error ? reject(error) : resolve(stdout.trim())),
    );
  });
}

describe.skipIf(process.platform !== 'linux')('a library that is not oneDNN 2.6', () => {
  it.each([
    ['is missing', 'libnowhere.so.2', /cannot be loaded .*No such file/],
    ['is no library', '/etc/passwd', /cannot be loaded .*invalid ELF header/],
    ['is another library', 'libm.so.6', /was found, but it is not oneDNN 2 .*dnnl_version/],
  ])('%s: a sentence says so and what to do', async (_, library, problem) => {
    const said = await loadedFrom(library);
    expect(said).toMatch(/^OneDnnUnavailable: oneDNN: /);
    expect(said).toContain(library);
    expect(said).toMatch(problem);
    expect(said).toContain('apt-get install libdnnl2');
    expect(said).toContain('--backend cpu');
  });

  // Debian's library stands for any real one: where it is, it must load.
  it.skipIf(!existsSync('/usr/lib/x86_64-linux-gnu/libdnnl.so.2'))('while the right one loads', async () => {
    expect(await loadedFrom('/usr/lib/x86_64-linux-gnu/libdnnl.so.2')).toMatch(/^loaded 2\.6\./);
  });
});
