import type { BattleView, GifterView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { formatPermille, formatPoints } from "#client/battle/display/format-points.ts";
import { bothLanguages, texts } from "#client/battle/display/texts.ts";
import { permilleShares } from "#client/battle/display/tug-shares.ts";
import { winnerFlags } from "#client/battle/display/winner-flags.ts";
import { language } from "#client/framework/language.ts";
import { CountdownTime } from "./countdown-time.tsx";
import { useBattle } from "./use-battle.ts";

/** The winner's moment: who, with how much, thanks to whom, and when it goes on. */
export function ResultScreen({ view }: { view: BattleView }) {
  const { battle } = texts.value;
  const [english, spanish] = bothLanguages;
  const layout = useBattle().layout.value;
  const winners = winnerFlags(layout, view);
  const winner = view.sides.find(({ country }) => country === view.winner);
  const flagsBottom =
    winners[0] === undefined ? layout.height / 2 : winners[0].y + winners[0].height;
  return (
    <section
      class={`battle-result ${view.isTie ? "is-tie" : ""}`}
      style={{ "--side": winner ? sideColour(winner.seat) : "var(--gold)" }}
    >
      <p class="result-word">
        <span lang="en">{view.isTie ? english.tie : english.winner}</span>
        <span lang="es">{view.isTie ? spanish.tie : spanish.winner}</span>
      </p>
      <div class="result-foot" style={{ top: `${flagsBottom + 44}px` }}>
        <h2 class="result-name">
          {view.isTie
            ? winners
                .map(({ country }) => unbroken(countryName(country, language.value)))
                .join(" · ")
            : countryName(view.winner, language.value)}
        </h2>
        <p class="result-score">
          {view.isTie
            ? battle.tieText
            : battle.points(formatPoints(winner?.score ?? 0, language.value))}
        </p>
        <Standings view={view} />
        <div class="result-extras">
          <BestGifter view={view} />
          {view.nextBattleAtMs > 0 && (
            <p class="panel">
              <small>{battle.nextIn}</small>
              <b class="result-next">
                <CountdownTime untilMs={view.nextBattleAtMs} />
              </b>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** A line may end between two names, not within one. */
function unbroken(name: string): string {
  return name.replaceAll(" ", "\u00a0");
}

function Standings({ view }: { view: BattleView }) {
  const shares = permilleShares(view.sides.map(({ score }) => score));
  const ranked = view.sides
    .map((side, index) => ({ ...side, permille: shares[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank);
  return (
    <ol class="result-standings" aria-label={texts.value.battle.finalScore}>
      {ranked.map(({ country, seat, rank, score, permille }) => (
        <li key={country} class="panel" style={{ "--side": sideColour(seat) }}>
          <b class="standing-rank">{texts.value.battle.rank(rank)}</b>
          <Flag country={country} />
          <span class="standing-name">{countryName(country, language.value)}</span>
          <b class="standing-score">{formatPoints(score, language.value)}</b>
          <small>{formatPermille(permille, language.value)}</small>
        </li>
      ))}
    </ol>
  );
}

function BestGifter({ view }: { view: BattleView }) {
  const best = bestGifter(view);
  if (best === undefined) return null;
  return (
    <p class="panel">
      <small>{texts.value.battle.bestGifter}</small>
      <b dir="auto">{best.name}</b>
      <span>{formatPoints(best.points, language.value)}</span>
    </p>
  );
}

/** Of all sides; the earlier side's at a tie. */
function bestGifter({ sides }: BattleView): GifterView | undefined {
  return sides
    .flatMap(({ topGifters }) => topGifters)
    .reduce<GifterView | undefined>(
      (best, one) => (best === undefined || one.points > best.points ? one : best),
      undefined,
    );
}
