/* The year's end of case S3 once more, from the empty site to the hand-over, without a single script. */
"use strict";
const { founding, steps } = require("./test_walk_s3");
const { one, shapes } = require("./walk");

module.exports = (browser) => one(browser, "S3 without scripts", { ...shapes.desk, javaScriptEnabled: false }, founding, steps);
