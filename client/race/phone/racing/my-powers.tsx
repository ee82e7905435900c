import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { PowerIcon } from "#client/race/power-icon.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";

/** My powers in this race, newest first: on their way, worked, or given back with the reason. */
export function MyPowers({ play, view }: { play: Play; view: RaceView }) {
  const { powers } = texts.value.phone;
  const { status } = powers;
  const pending = play.casting.pending.value.filter(({ intent }) => intent.raceId === view.raceId);
  const casts = play.casting.casts.value.filter(({ raceId }) => raceId === view.raceId);
  if (pending.length === 0 && casts.length === 0) return null;
  return (
    <section class="my-powers">
      <h2 class="section-label">{powers.mine}</h2>
      <ul>
        {pending.map(({ key, intent, isSending }) => (
          <PowerRow
            key={key}
            {...intent}
            view={view}
            kind="pending"
            words={isSending ? status.sending : status.waiting}
          />
        ))}
        {casts.toReversed().map((cast) => (
          <PowerRow
            key={cast.seq}
            {...cast}
            view={view}
            kind={cast.status}
            words={describeStatus(cast)}
          />
        ))}
      </ul>
    </section>
  );
}

function PowerRow(props: {
  view: RaceView;
  power: string;
  target: number;
  cost: string;
  kind: string;
  words: string;
}) {
  const { view, power, target, cost, kind } = props;
  const { phone, words } = texts.value;
  const runner = view.runners.find(({ number }) => number === target)?.name ?? String(target);
  return (
    <li class={`bet is-${kind}`}>
      <PowerIcon power={power} />
      <div class="bet-words">
        <strong class="label">{phone.powers.castOn(words.powers[power] ?? power, runner)}</strong>
        <span class="bet-figures dim">
          {formatAmount(cost, language.value)} · {props.words}
        </span>
      </div>
    </li>
  );
}

/** What became of a power, in words. */
export function describeStatus({ status, reason }: CastWire): string {
  const { phone, words } = texts.value;
  const { powers } = phone;
  if (status !== "released") return powers.status[status];
  return powers.status.released(words.released[reason] ?? words.releasedPlain);
}
