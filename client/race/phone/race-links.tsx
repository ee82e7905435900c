import { texts } from "./texts.ts";

/** A finished race is there to be checked and to be watched again by anybody. */
export function RaceLinks({ raceId }: { raceId: number }) {
  const { words } = texts.value;
  return (
    <p class="race-links">
      <a class="button is-link" href={`/verify/${raceId}`}>
        {words.verify}
      </a>
      <a class="button is-link" href={`/replay/${raceId}`}>
        {words.replay}
      </a>
    </p>
  );
}
