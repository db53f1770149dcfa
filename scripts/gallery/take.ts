/**
 * Pictures of every page and state, from the built extension in a real browser and with drawn people: in both themes, three
 * widths and two languages (others by `npm run pictures -- fr ja`), with contact sheets; and the store's pictures.
 */
import { join } from 'node:path';
import { cli, ROOT, say } from '../run.mjs';
import { Album } from './album';
import { damaged, speaking } from './extension';
import { storePictures } from './store';
import { walk, walkDamaged } from './walk';

const FOLDER = join(ROOT, '.cache/pictures');

await cli(async () => {
  const asked = process.argv.slice(2);
  for (const language of asked.length > 0 ? asked : ['en', 'de']) {
    say(`Taking pictures in ${language}.`);
    const extension = speaking(language, join(FOLDER, 'extension'));
    const album = new Album(join(FOLDER, language));
    await walk(extension, album);
    await walkDamaged(damaged(extension, join(FOLDER, 'damaged')), album);
    await album.sheets();
  }
  say('Taking the store’s pictures.');
  await storePictures(speaking('en', join(FOLDER, 'extension')), join(FOLDER, 'store'));
  console.log('\n.cache/pictures/ holds them, a folder for each language.');
});
