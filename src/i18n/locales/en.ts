import { SHARE_MEANING } from '../../expressions';

/**
 * All that people read, in English: plain, short, of expressions and never of feelings. Keys are checked by the compiler,
 * here and in every other language; what stands in braces is filled in (t.ts), `count` chooses the form.
 */
export const en = {
  /** BCP 47, of these messages. */
  language: 'en',

  // The manifest
  extension_name: 'Facet – facial expressions in video calls',
  extension_description:
    'Shows, on your own machine, which facial expression each participant of a video call appears to have. No picture leaves it.',
  command_toggleReading: 'Start or stop reading expressions in this tab',
  command_toggleOverlay: 'Show or hide badges and boxes on the call',
  command_markMoment: 'Mark this moment of the call, with a word if you like',

  // Numbers and times
  percent: '{number}\u00a0%',
  time_today: 'today {clock}',
  time_day: '{day}, {clock}',
  time_seconds: '{seconds} s',
  time_minutes: '{minutes} min',
  time_hours: '{hours} h {minutes} min',

  // Expressions
  expression_neutral: 'neutral',
  expression_happiness: 'happiness',
  expression_surprise: 'surprise',
  expression_sadness: 'sadness',
  expression_anger: 'anger',
  expression_disgust: 'disgust',
  expression_fear: 'fear',
  expression_contempt: 'contempt',
  /** What people would call a face. */
  word_neutral: 'neutral',
  word_happiness: 'happy',
  word_surprise: 'surprised',
  word_sadness: 'sad',
  word_anger: 'angry',
  word_disgust: 'disgusted',
  word_fear: 'fearful',
  word_contempt: 'contemptuous',
  /** Of one face. */
  appears_neutral: 'appears neutral',
  appears_happiness: 'appears happy',
  appears_surprise: 'appears surprised',
  appears_sadness: 'appears sad',
  appears_anger: 'appears angry',
  appears_disgust: 'appears disgusted',
  appears_fear: 'appears fearful',
  appears_contempt: 'appears contemptuous',
  appears_own: 'appears {word}',
  /** Of many, before their number. */
  appear_neutral: 'appear neutral',
  appear_happiness: 'appear happy',
  appear_surprise: 'appear surprised',
  appear_sadness: 'appear sad',
  appear_anger: 'appear angry',
  appear_disgust: 'appear disgusted',
  appear_fear: 'appear fearful',
  appear_contempt: 'appear contemptuous',
  appear_own: 'appear {word}',
  /** What a face does that shows more of it than it usually does. */
  more_neutral: 'looks more neutral than usual',
  more_happiness: 'smiles more than usual',
  more_surprise: 'looks more surprised than usual',
  more_sadness: 'looks sadder than usual',
  more_anger: 'frowns more than usual',
  more_disgust: 'looks more disgusted than usual',
  more_fear: 'looks more fearful than usual',
  more_contempt: 'looks more contemptuous than usual',
  share_meaning: SHARE_MEANING,
  share_meaningOwn: 'A percentage is how sure the model is of that.',
  share_own: '{share} sure: {word}',
  share_few: 'fewer than 1 of 10 people would say {word}',
  share_some: {
    one: '{count} of 10 people would say {word}',
    other: '{count} of 10 people would say {word}',
  },
  share_most: 'more than 9 of 10 people would say {word}',
  usual_learning: 'getting to know this face',
  usual_more: '↑ {more}',
  usual_same: 'as usual',

  // Why there is no reading
  unsure: 'unsure',
  unsure_why: 'unsure: {why}',
  unsure_small: 'too small',
  unsure_turned: 'turned away',
  unsure_blurred: 'blurred',
  unsure_unclear: 'no clear expression',
  unsure_changing: 'changing',
  help_small: 'The face is too small to read: pin this person, or make the window larger.',
  help_turned: 'The face is read again when it turns towards its camera.',
  help_blurred: 'The picture is blurred: more light, or a better connection of theirs, helps.',
  help_unclear: 'The face shows nothing that people would agree on. That is common, and no fault.',
  help_changing: 'The face is changing; wait a moment.',
  camera_off: 'camera off',
  camera_still: 'picture stands still',
  camera_busy: 'the machine is busy',
  cameraWhy_off: 'The camera is off',
  cameraWhy_still: 'The picture stands still: no new one has come for seconds',
  cameraWhy_busy: 'This machine is too busy now to follow the picture',
  nothing_excluded: 'left out',
  nothing_failed: 'not read',
  nothing_loading: 'waiting for the engine',
  nothing_noFace: 'no face found',
  nothing_noPicture: 'no fresh picture yet',

  // Loading
  loading_engine: 'Facet is starting its engine…',
  loading_detector: 'Facet is loading its face detector…',
  loading_model: 'Facet is loading its expression model…',

  // Modes
  mode_legend: 'Whose expressions are read',
  mode_mirror: 'Mirror',
  mode_audience: 'Audience',
  mode_people: 'People',
  modeShort_mirror: 'Only me',
  modeShort_audience: 'All others as one',
  modeShort_people: 'Each by name',
  modeWhat_mirror: 'Only your own camera: for practising. No picture of anyone else is taken.',
  modeWhat_audience:
    'Only the sum of all others, from three people on: how many appear happy, surprised and so on. No one’s name or reading is shown or kept.',
  modeWhat_people: 'Each person by name, you too. Tell everyone first.',

  // What everyone should know
  notice_expressionsTitle: 'Expressions, not feelings',
  notice_expressions:
    'Facet says what a face appears to show. People scowl when they concentrate and smile when they are sad; what someone feels cannot be read off a face.',
  notice_localTitle: 'On this computer only',
  notice_local:
    'Pictures are looked at in memory and thrown away. Nothing is sent anywhere. What stays are numbers per second, which you can export or delete.',
  notice_tellTitle: 'Tell the others',
  notice_tell:
    'People whose faces are read must be told (EU AI Act, Article 50(3)). Ask them, and stop if someone minds.',
  notice_workTitle: 'Not at work or school in the EU',
  notice_work:
    'Inferring emotions of people at work or in education is prohibited there (AI Act, Article 5(1)(f)), in video calls too. Whether you may use Facet in a call is yours to judge.',

  // Popup and side panel
  popup_options: 'Options',
  popup_ready: 'Ready',
  popup_starting: 'Starting',
  popup_loading: 'Loading',
  popup_reading: 'Reading {site}',
  popup_failed: 'Stopped working',
  popup_panel: 'Keep open beside the call',
  popup_panelFailed: 'The side panel did not open: {why}',
  popup_stop: 'Stop',
  popup_cancel: 'Cancel',
  popup_badges: 'Badges on the call',
  popup_startAgain: 'Start again',
  popup_participants: 'Participants',
  popup_you: '(you)',
  popup_noOwnVideo: 'Your own video is not on the page at the moment.',
  popup_noVideo: 'No one’s video is on the page at the moment.',
  popup_notFeelings: 'Shows expressions, not feelings.',

  audience_label: 'The audience',
  audience_tooFew:
    'Fewer than {least} faces can be read at the moment. A sum is shown and kept from {least} on: of fewer it would say what one of them shows.',
  audience_read: '{faces} read of {people}',
  faces: { one: '{count} face', other: '{count} faces' },
  people: { one: '{count} person', other: '{count} people' },

  exclude: 'Don’t read',
  exclude_name: 'Don’t read: {name}',
  exclude_erase: 'Don’t read, and erase',
  exclude_eraseName: 'Don’t read, and erase: {name}',
  exclude_undo: 'Read again',
  exclude_undoName: 'Read again: {name}',

  mark: 'Mark',
  mark_done: 'Marked',
  mark_label: 'Word for a mark',
  mark_hint: 'a word, if you like',
  mark_addWord: 'Add the word',
  mark_addLabel: 'Word for the mark that was just set',
  mark_addHint: 'Marked. A word for it, if you like',

  lastSession: 'Last session: {site}, {when}, {duration}',
  export_csv: 'Export CSV',
  export_progress: '{share} · Cancel',
  export_of: '{action}: {session}',

  changed: '{site}’s page has changed; names may be missing. Facet goes on by what it sees.',
  changed_copy: 'Copy a report of the page',
  changed_copied: 'Copied. Look it through, then paste it into an issue of Facet.',
  changed_what: 'For Facet’s makers: how the page is built, with no names, texts or pictures.',
  changed_failed: 'The report could not be copied: {why}',

  welcomeFirst: 'Before you start',
  welcomeFirst_new: 'What Facet does has changed',
  welcomeFirst_read: 'Read what Facet does with pictures of people, and agree. Until then it reads nothing.',
  welcomeFirst_open: 'See what Facet does',
  welcomeFirst_openNew: 'See what is new',

  ready_onlyYou: '{site}: only you on screen',
  ready_others: { one: '{site}: one person on screen', other: '{site}: {count} people on screen' },
  ready_youAndOthers: {
    one: '{site}: you and one person on screen',
    other: '{site}: you and {count} people on screen',
  },
  ready_nobodyElse: 'Nobody else is read. Reading starts and stops only when you say so.',
  ready_haveYouTold: 'Have you told them? Reading starts and stops only when you say so.',
  ready_tell: 'Tell whoever joins. Reading starts and stops only when you say so.',
  ready_start: 'Start reading this call',

  starting: 'Starting…',
  starting_what: 'Waking the engine on this computer.',
  nobody: 'Waiting for someone to read',
  nobody_what: '{site} shows no one’s video at the moment. Reading goes on as soon as it does.',
  noCall: 'No call seen here yet',
  noCall_what: 'Facet sees no one’s video on {site} at the moment. Join the call: this page notices by itself.',
  reload: 'Reload this page once',
  reload_what:
    'It was open before Facet was installed, updated or allowed here. If you are in a call, you will have to join again.',
  reload_now: 'Reload the page',
  impossible: 'Facet cannot look at this page',
  impossible_what:
    'It can look at websites whose address begins with https, once they are enabled: not at pages of the browser, nor at files. Open the call in a tab, and press Facet’s button there.',
  enable: 'Facet is not enabled on this site yet',
  enable_what: 'It sees nothing of {host}, not even whether there is a call. Enable it, and it can look.',
  enable_now: 'Enable on {host}',
  enable_asked: 'The browser asks you first. Take it back at any time in the options.',
  enable_refused: 'Facet stays off on {host}, because the browser did not get your permission.',
  enable_failed: '{host} could not be enabled: {why}',

  // On the call page
  badge_noFace: 'no face',
  badge_noFaceWhy: 'No face to be seen',
  line_mirror: 'Facet is reading your own camera',
  line_audience: 'Facet is reading the audience as a whole',
  line_people: 'Facet is reading expressions',
  line_withKeys: '{reading} · {keys} stops',
  line_askToStop: 'Stop reading? Click here again',
  line_restarting: 'Facet is restarting…',
  line_failed: 'Facet cannot read: {why}',

  // Sessions
  moment: '{appears}, {share}',
  moment_noFace: 'no face read',


  popup_engine: 'Back end {name}, model {version}',
  pace: 'Each is read {rate} times a second.',
  pace_pictures: 'Pictures come from the call page no faster.',
  pace_kept: 'Reading keeps to {share} of a processor core.',
  list_search: 'Search by name',
  list_order: 'Order',
  list_seats: 'As they sit',
  list_name: 'By name',
  list_change: 'Changed last',
  list_nobody: 'Nobody of that name.',
  summary: 'The call at a glance',
  summary_nothing: 'not read',
  help_still:
    'The camera is on, and its picture stands still: mostly the connection is poor. It is read again when it moves.',
  help_busy:
    'This computer does not get round to it. Close other programs, or change in the settings how much work reading may take.',
  help_noFace: 'The camera is on, and no face is to be seen: too dark, covered, or out of the picture.',
  help_noPicture: 'The camera is on, and no new picture of it came in the last two seconds.',

  // First page
  welcome_what: 'Says which facial expression people in a video call appear to have, on this computer.',
  welcome_new: 'What is new since you agreed',
  news_2_modes: 'You choose whose expressions are read: only yours, the sum of all others, or each person’s.',
  news_2_retention: 'Sessions are deleted by themselves after seven days, unless you choose otherwise.',
  news_2_exclusion:
    'Whoever does not want to be read can be left out. Their name, or the page’s number for them, is kept so that they stay left out.',
  does: 'What Facet does',
  does_look: 'It looks at the video pictures on a call’s page, up to eight times a second, while you let it.',
  does_find: 'It finds faces in them, and says which expression each appears to have: happy, surprised, neutral…',
  does_show: 'It shows that on the call’s page, in its popup, and says on the page that it reads.',
  does_own: 'It can read your own camera, pictures and video files, where you ask for it.',
  doesNot: 'What it does not do',
  doesNot_feel: 'It cannot know what anyone feels, thinks or wants.',
  doesNot_recognise: 'It recognises nobody, and keeps no picture and no measure of a face.',
  doesNot_listen: 'It does not listen, and reads neither chat nor captions.',
  doesNot_send: 'It sends nothing to anyone: not to its makers, nor to your employer or the other people.',
  data: 'What happens to the data',
  data_readTitle: 'Read',
  data_read:
    'Pictures of people’s video, their names and the page’s numbers for them, on the call pages where you press Start. Pictures are in memory for a moment and are then thrown away.',
  data_keptTitle: 'Kept',
  data_kept:
    'For every second: who (by the name on the page), which expression, how likely, and how clear the picture was; with the site and the time of the call. Also your settings, and whom you left out.',
  data_whereTitle: 'Where',
  data_where:
    'In this browser, on this computer. Nothing is synchronised or sent. A file leaves it only where you export one.',
  data_untilTitle: 'Until',
  data_until:
    'Seven days have passed, or as long as you choose in Settings; you can delete it at any time before, in Sessions.',
  right: 'How right it is',
  right_what:
    'On clear pictures over which people agree, it names the same expression as they do for 9 of 10; in a call, with small, dark or turned faces, it is wrong more often, and a face does not show what a person feels. {link}',
  right_link: 'How it was measured',
  law: 'What the law says in the European Union',
  law_tellTitle: 'Tell people',
  law_tell:
    'Whoever is read must be told before (AI Act, Article 50(3), since 2 August 2026). Stop, or leave them out, if somebody minds.',
  law_workTitle: 'Not on others at work or school',
  law_work:
    'Inferring the emotions of people at work or in education is prohibited (Article 5(1)(f)). The Commission’s guidelines of 29 July 2025 name following the mood of hybrid teams in video calls as an example.',
  law_selfTitle: 'To practise by yourself',
  law_self:
    'Personal training is not prohibited where the results stay with you and are not shared with an employer: Mirror is made for that.',
  law_noAdvice:
    'This is no legal advice. Elsewhere other rules may hold; whether you may read a call is yours to judge.',
  agree_how: 'How you will use it',
  agree_anew: 'You can choose anew for each call.',
  agree_text:
    'I have read this. I agree that Facet looks at the pictures of the calls in which I start it, names the expressions in them, and keeps those readings in this browser. I will tell the people whom it reads.',
  agree_choose: 'Choose first how you will use it.',
  agree_yes: 'I agree',
  agree_no: 'Not now',
  agree_until: 'Until you agree, nothing is read: no call, no camera, no file.',
  agreed: 'You agreed. Facet reads a call when you start it there, and never by itself.',
  agreed_takeBack: 'Take it back',
  next: 'What comes next',
  next_tryTitle: 'Try it on yourself',
  next_try: 'Your own camera, in a page of Facet’s.',
  next_tryNow: 'Try my camera',
  next_pinTitle: 'Pin its button',
  next_pin:
    'Press the jigsaw piece to the right of the address, then the pin beside Facet: so its button stays in sight.',
  next_tellTitle: 'Tell the others',
  next_sentence:
    'For your information: I use Facet, a browser extension that estimates, on my computer only, which facial expressions appear in this call. No picture is kept or sent. Tell me if you do not want to be read, and I will leave you out.',
  next_copy: 'Copy this sentence',
  next_copied: 'Copied. Paste it into the call’s chat.',
  next_copyFailed: 'It could not be copied: {why} Mark the sentence and copy it by hand.',
  next_startTitle: 'Start it in a call',
  next_start:
    'Open a call in Google Meet, Zoom’s web client or another page, press Facet’s button and then Start. The line at the page’s upper edge says that it reads; a click on it stops.',

} as const;
