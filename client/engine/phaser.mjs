import phaser from "./phaser.cjs";

export const { BlendModes, Game, Scale, Scene } = phaser;
export const { AUTO, CANVAS, WEBGL } = phaser;
