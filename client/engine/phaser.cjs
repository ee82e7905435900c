// The core build first: an order of our own breaks on a require cycle inside Phaser.
const Phaser = require("@phaser-src/phaser-core");
require("@phaser-src/gameobjects/tilesprite/TileSpriteFactory");
require("@phaser-src/gameobjects/particles/ParticleEmitterFactory");
require("@phaser-src/gameobjects/rope/RopeFactory");

module.exports = Phaser;
