/** Longer files would be music, and fill the memory. */
const BYTES_MAX = 4_000_000;

export interface SoundFile {
  name: string;
  buffer: AudioBuffer;
}

/**
 * The host's own sounds (`public/sounds/*.mp3`): the build lists them, so that none is asked for
 * that is missing, and each is fetched when it is first wanted. Until it is here the sound is made.
 */
export function openSoundFiles(context: BaseAudioContext) {
  const loaded = new Map<string, AudioBuffer | undefined>();
  const leave = new AbortController();
  let listed: ReadonlySet<string> = new Set();
  void readList(leave.signal).then((names) => {
    listed = new Set(names);
  });

  async function load(name: string) {
    loaded.set(name, undefined);
    try {
      const answer = await fetch(`/sounds/${name}.mp3`, { signal: leave.signal });
      if (!answer.ok) throw new Error(`answer ${answer.status}`);
      const bytes = await answer.arrayBuffer();
      if (bytes.byteLength > BYTES_MAX) throw new Error(`${bytes.byteLength} bytes are too many`);
      loaded.set(name, await context.decodeAudioData(bytes));
    } catch (cause) {
      if (!leave.signal.aborted) console.warn(`the sound ${name} could not be read`, cause);
    }
  }

  return {
    /** The first of these that is listed and here; what is listed and not here yet is fetched. */
    find(names: readonly string[]): SoundFile | undefined {
      for (const name of names) {
        if (!listed.has(name)) continue;
        if (!loaded.has(name)) void load(name);
        const buffer = loaded.get(name);
        if (buffer !== undefined) return { name, buffer };
      }
      return undefined;
    },
    close() {
      leave.abort();
    },
  };
}

async function readList(signal: AbortSignal): Promise<readonly string[]> {
  try {
    const answer = await fetch("/sounds/index.json", { signal });
    return answer.ok ? ((await answer.json()) as string[]) : [];
  } catch {
    return [];
  }
}
