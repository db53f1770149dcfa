import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkedRecipe, readRecipe } from '../../training/recipes/read-recipe';
import { RECIPES } from '../../training/recipes/registry';

const root = mkdtempSync(join(tmpdir(), 'facet-recipe-'));
afterAll(() => rmSync(root, { recursive: true }));
function file(content: unknown): string {
  const path = join(root, 'r.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('recipes as data', () => {
  it.each(Object.keys(RECIPES))('the schema knows every part of "%s"', (name) => {
    expect(checkedRecipe(RECIPES[name], name)).toEqual(RECIPES[name]);
  });

  it('reads a whole one back from what --show prints, and one that says only what differs', () => {
    expect(readRecipe(file(RECIPES.heir))).toEqual(RECIPES.heir);
    const own = readRecipe(file({ extends: 'own', name: 'mine', augmentation: { rotation: 3 }, optimizer: 'adam' }));
    expect(own).toEqual({
      ...RECIPES.own,
      name: 'mine',
      optimizer: 'adam',
      augmentation: { ...RECIPES.own!.augmentation, rotation: 3 },
    });
  });

  it('changes single settings, and leaves the recipe of that name as it is', () => {
    const changed = readRecipe('own', ['epochs=3', 'architecture.dropout=0.5', 'optimizer=adam', 'freeze=["block1"]']);
    expect(changed).toMatchObject({ epochs: 3, architecture: { dropout: 0.5 }, optimizer: 'adam', freeze: ['block1'] });
    expect(RECIPES.own!.architecture.dropout).toBe(0.2);
  });

  it.each([
    [{ extends: 'own', epoch: 3 }, [], /Unrecognized key/],
    [{ extends: 'own', epochs: 0 }, [], /epochs: /],
    [{ extends: 'nobody' }, [], /There is no recipe "nobody"/],
    ['{', [], /is not JSON/],
    [{ extends: 'own' }, ['epochs'], /--set wants NAME=VALUE/],
    [{ extends: 'own' }, ['epochs=many'], /epochs: /],
    [{ extends: 'own' }, ['epochs.x=1'], /epochs has no parts/],
  ])('refuses %j with %j', (content, settings, message) => {
    const path = file(content);
    expect(() => readRecipe(path, settings)).toThrow(message);
  });
});
