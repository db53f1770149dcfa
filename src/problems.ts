/**
 * All that can go wrong and that the user is told of, by its code, with the English sentence: for logs, for tools without a
 * user's language, and as the English messages of i18n. What happened, then what to do.
 */
export const PROBLEMS = {
  /** What no code of ours foresaw, in the browser's words. */
  unexpected: 'Something unexpected happened ({what}). Try again; if that does not help, reload the page.',
  request_refused: 'Facet’s own request {name} is not as it should be, and was not carried out. Reload the page.',

  // Starting a call, and what is done in it
  start_agree: 'First read what Facet does, on its first page, and agree.',
  start_unseen: 'Facet cannot see this page yet. Reload it once; if that does not help, enable Facet on this site.',
  start_engine: 'The engine could not be started: {why}',
  stop_noTab: 'Facet does not know which tab is meant. Open its popup in the tab of the call.',
  mark_noCall: 'No call is being read in this tab: start reading first.',
  mark_early: 'Nothing was read in this call yet: wait for the first reading.',
  exclude_gone: 'They are no longer in the call.',
  exclude_unkept: 'This holds for this call, but could not be kept for later ones: {why}',
  exclude_full:
    'On this site {most} people are left out already, and Facet keeps no more. Take some back in the options.',

  // On the call page
  page_unread: 'This page is not being read. Start reading in Facet’s popup.',
  page_notStarted: 'Reading was not started in this page. Start it in Facet’s popup.',
  page_unknown: 'Facet could not find out whether this page is to be read, and asks again.',
  page_strange:
    'Facet does not accept what this page sends it. Reload the page; if that does not help, install Facet again.',
  page_tooMany: {
    one: '{count} of the people on this page is not read: Facet takes at the most {people}, each once and with a name of at the most {letters} letters.',
    other:
      '{count} of the people on this page are not read: Facet takes at the most {people}, each once and with a name of at the most {letters} letters.',
  },
  page_people: 'Facet cannot find the people on this page: {why}',
  page_pictures: 'Facet cannot take pictures of this page: {why}',
  page_restarting: 'Facet is restarting: {why}',
  page_presenting: 'No badges are shown while you share your screen.',
  page_hides:
    'This page hides or removes what Facet shows on it: the line that says that it reads, and the badges. Reading goes on.',

  // The engine
  engine_stuck: 'Reading a picture took longer than {seconds} s, so the engine is being loaded anew.',
  engine_slow: 'Loading the engine took longer than {seconds} s, so it is tried again.',
  engine_backend: '{name} did not start, so expressions cannot be read. Reload the extension, or update the browser.',
  engine_canvas: 'This browser gives no canvas to read pictures with. Update the browser, or close other pages.',
  engine_detector: 'The face detector could not be loaded. Reload the extension, or install it again.',
  engine_picture: 'The face detector could not read a picture.',
  engine_fileMissing: 'Facet’s file {name} is missing. Install Facet again.',
  engine_fileChanged:
    'Facet’s file {name} was changed after Facet was built, so its readings cannot be trusted. Install Facet again.',

  // An expression model; why it cannot be used is half a sentence
  model_bundled: 'The expression model cannot be used: {why}. Install Facet again, or train the model again.',
  model_kept:
    'The model that you brought cannot be used: {why}. Load it again, or go back to Facet’s own, in the options under “About the model”.',
  model_refused:
    'This model cannot be used: {why}. Train or export it again; until then Facet reads with the model that it had.',
  model_foreign: 'it is not an expression model of Facet',
  model_format: 'its format is {format}, and this version of Facet reads {known}',
  model_noVersion: 'it does not say its version',
  model_noLabels: 'it does not say which expressions it knows',
  model_manyLabels: 'it has {labels} classes, and {most} are the most',
  model_badLabel: '{name} is no name of a class: it takes 1 to {letters} characters on one line',
  model_takenLabel: '“{name}” is what Facet itself says, so no class can have that name',
  model_twice: 'it names a class twice',
  model_unlisted: 'its colours or words are not listed by class',
  model_colour: 'the colour {color} of “{name}” is not one like “#c77700” that is seen on white and on black',
  model_words:
    'its words for “{name}” are not listed by language, as {example}; a word takes 1 to {letters} characters on one line',
  model_input: 'it wants another input than {side} × {side} grey levels, (level − {mean}) / {scale}',
  model_eyes: 'it does not say where the eyes belong',
  model_damaged: 'its files are missing or damaged',
  model_inputShape: 'its input has the shape {shape}',
  model_outputShape: 'it names {labels} expressions, and its output has the shape {shape}',
  model_outputs: 'its outputs are not probabilities, which are 0 to 1 and together 1',
  model_fails: 'it does not run on this machine',
  model_noLayers: 'model.json is no layers-model of tfjs',
  model_weights: 'model.json tells of {told} bytes of weights, and there are {found}',
  model_noFiles: 'model.json does not name its weights’ files',
  model_noJson: 'model.json is no JSON',
  model_deep: 'its layers are nested too deep',
  model_layer: 'it has a layer of the kind “{name}”, which Facet does not run',
  model_manyLayers: 'it has more than {most} layers',
  model_wide: 'a layer of it is wider than {most}',
  model_shapes: 'model.json does not say the shapes of its weights',
  model_kinds: 'model.json has weights of a kind or shape that Facet does not read',
  modelFiles_none: 'Nothing was chosen. Choose the folder that “npm run export” wrote, or a zip file of it.',
  modelFiles_noModel:
    'There is no model.json among these files. Choose the folder that “npm run export” wrote, or a zip file of it.',
  modelFiles_noZip:
    '“{name}” is damaged, or no zip file. Choose the folder that “npm run export” wrote, or a zip file of it.',
  modelFiles_missing:
    'model.json wants the file {name} beside it, and it is not there. Choose the folder that “npm run export” wrote, or a zip file of it.',
  modelFiles_unread: '{name} could not be read: it was moved or changed. Choose the files again.',
  modelFiles_large: '“{name}” is too large: a model that can be read with has {megabytes} MB at the most.',

  // What is stored
  storage_full:
    'The storage of this browser is full. Readings wait in memory; free some disk space or delete old sessions in the options.',
  storage_slow:
    'The browser’s storage has not answered for a while. Readings wait in memory; if this stays so, restart the browser.',
  storage_newer: 'The stored sessions were written by a newer version of Facet. Update the extension to read them.',
  storage_closed: 'The connection to the stored sessions was closed. Facet opens it again by itself.',
  storage_broken:
    'The browser could not read or write its storage. Check that the disk has room and restart the browser.',
  storage_other:
    'The stored sessions could not be used ({what}). Try again; if that does not help, restart the browser.',
  storage_dropped: {
    one: 'Storage was full for too long: {count} row of this session is lost. New readings are stored again.',
    other: 'Storage was full for too long: {count} rows of this session are lost. New readings are stored again.',
  },
  undo_late: {
    one: 'It was too late to take that back: the session is deleted for good.',
    other: 'It was too late to take that back: {count} sessions are deleted for good.',
  },
  session_empty: 'Nothing has been recorded in this session yet. Wait until a face was read for a few seconds.',
  session_gone: 'This session is not stored any more. Choose another one.',
  session_damaged: 'What is stored of this session is damaged and cannot be read. Delete it in the options.',

  // Files of the user's
  file_unopened:
    '“{name}” could not be opened: if it is a folder, choose the files in it; if it was moved or locked, choose it again.',
  file_empty: '“{name}” is empty: choose another file.',
  file_sound: '“{name}” holds sound and no picture that this browser can show: choose a video in MP4 (H.264) or WebM.',
  file_unknown:
    '“{name}” could not be read as a picture or a video: choose a JPEG, PNG, WebP, MP4 (H.264) or WebM file that opens elsewhere.',
  file_brokeOff: '“{name}” broke off while playing: choose a copy that plays elsewhere, in MP4 (H.264) or WebM.',
  file_damaged:
    '“{name}” is damaged at {time}, and could not be read beyond: choose a copy that plays elsewhere, in MP4 (H.264) or WebM.',
  file_slow: 'This video plays, but cannot be read faster than it plays: convert it to MP4 (H.264) or WebM.',
  file_undrawn: 'The picture could not be drawn: close other pages that draw much, and try again.',

  // Settings
  settings_unsaved: 'The change was not saved: {why}',
  settings_unread: '{name} could not be read: {why}',
  settings_foreign:
    'This is not a file of Facet’s settings. Choose one that “Export settings” wrote. Nothing was changed.',
  settings_newer:
    'This file is of a newer version of Facet. Update Facet here, or export the settings there again. Nothing was changed.',
  settings_value: '“{name}” cannot be {value} in this file. It may be {allowed}. Nothing was changed.',
} as const;
