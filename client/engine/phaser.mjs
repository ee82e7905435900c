import phaser from "./phaser.cjs";

export const { BlendModes, Game, Scale, Scene, WEBGL } = phaser;
