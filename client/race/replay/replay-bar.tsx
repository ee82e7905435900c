import { Icon } from "#client/framework/icons.tsx";
import { language } from "#client/framework/language.ts";
import { formatRaceClock } from "#client/race/display/format-race-clock.ts";
import { sayCast } from "./cast-caption.tsx";
import type { Replay } from "./create-replay.ts";
import { type ReplaySpeed, replaySpeeds } from "./replay-clock.ts";
import { texts } from "./texts.ts";

/** Play, the whole race to move in, speed, and where to check it. */
export function ReplayBar({ replay }: { replay: Replay }) {
  const words = texts.value.replay;
  return (
    <section class="replay-bar" aria-label={words.controls}>
      <PlayButton replay={replay} />
      <Scrubber replay={replay} />
      <SpeedChoice replay={replay} />
      <a
        class={`replay-check ${replay.isDifferent ? "is-alert" : ""}`}
        href={`/verify/${replay.raceId}`}
      >
        {replay.isDifferent ? words.differs : words.check}
      </a>
      <p class="visually-hidden">{words.keys}</p>
    </section>
  );
}

function PlayButton({ replay: { clock } }: { replay: Replay }) {
  const words = texts.value.replay;
  const isPlaying = clock.isPlaying.value;
  const isAtEnd = clock.timeMs.value >= clock.endMs;
  const label = isPlaying ? words.pause : isAtEnd ? words.again : words.play;
  return (
    <button
      type="button"
      class="replay-play"
      aria-label={label}
      onClick={() => (isPlaying ? clock.pause() : clock.play())}
    >
      <Icon>
        {isPlaying ? (
          <path d="M8 5v14M16 5v14" stroke-width="4" stroke-linecap="butt" />
        ) : isAtEnd ? (
          <path d="M4 4v6h6M4.5 10A8 8 0 1 1 4 14" />
        ) : (
          <path d="M7 4l13 8-13 8z" fill="currentColor" />
        )}
      </Icon>
    </button>
  );
}

/** The race from the gates to the last runner home, with every power where it came to work. */
function Scrubber({ replay }: { replay: Replay }) {
  const { clock, casts, winnerMs } = replay;
  const words = texts.value.replay;
  const timeMs = clock.timeMs.value;
  const part = (ms: number) => (ms - clock.startMs) / (clock.endMs - clock.startMs);
  const told = formatRaceClock(timeMs, language.value);
  const length = formatRaceClock(clock.endMs, language.value);
  return (
    <div class="replay-scrub">
      <div class="replay-track" style={{ "--part": part(timeMs) }}>
        <input
          type="range"
          min={clock.startMs}
          max={clock.endMs}
          step={50}
          value={timeMs}
          aria-label={words.position}
          aria-valuetext={timeMs < 0 ? words.atGates : words.atTime(told, length)}
          onInput={({ currentTarget }) => {
            clock.pause();
            clock.seek(currentTarget.valueAsNumber);
          }}
        />
        <i class="replay-mark is-line" style={{ "--at": part(0) }} />
        <i class="replay-mark is-line" style={{ "--at": part(winnerMs) }} />
        {casts.map((cast) => (
          <i
            key={cast.seq}
            class={`replay-mark is-cast is-${cast.reason === "" ? cast.power : "released"}`}
            style={{ "--at": part(cast.timeMs) }}
            title={sayCast(cast)}
          />
        ))}
      </div>
      <p class="replay-time numeral">
        {told} <span>/ {length}</span>
      </p>
    </div>
  );
}

function SpeedChoice({ replay: { clock } }: { replay: Replay }) {
  const words = texts.value.replay;
  return (
    <fieldset class="replay-speeds">
      <legend class="visually-hidden">{words.speed}</legend>
      {replaySpeeds.map((speed) => (
        <label key={speed}>
          <input
            type="radio"
            class="visually-hidden"
            name="speed"
            checked={speed === clock.speed.value}
            onChange={() => clock.setSpeed(speed)}
          />
          <span class="label">{words.times(formatSpeed(speed))}</span>
        </label>
      ))}
    </fieldset>
  );
}

function formatSpeed(speed: ReplaySpeed): string {
  return speed.toLocaleString(language.value);
}
