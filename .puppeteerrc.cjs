// The scripts choose the browser (scripts/browser.mjs); npm ci must not fail where puppeteer's download host is out of reach.
module.exports = { skipDownload: true };
