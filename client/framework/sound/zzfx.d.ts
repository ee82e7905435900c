declare module "zzfx" {
  /** The synthesiser; it opens an audio context of its own when it is loaded. */
  export const ZZFX: {
    readonly audioContext: AudioContext;
    /** Samples a second of what `buildSamples` makes. */
    readonly sampleRate: number;
    /** Samples from -1 to 1 of a tone; the parameters are the synthesiser's own, in its order. */
    buildSamples(...parameters: readonly (number | undefined)[]): number[];
  };
}
