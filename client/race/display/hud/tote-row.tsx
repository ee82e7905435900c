import { useRef } from "preact/hooks";
import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "#client/race/display/texts.ts";
import { liveryOf } from "#client/race/livery.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { oddsOf } from "#client/race/pools.ts";
import type { RunnerView } from "#client/race/race-view.ts";
import type { MarketName } from "#common/tote/market.ts";

/** One runner on the board: form, share of the win pool, and what it pays in each market. */
export function ToteRow(props: {
  runner: RunnerView;
  /** Those that name one runner. */
  markets: readonly MarketName[];
  winPool: bigint;
  isFavourite: boolean;
}) {
  const { runner, markets, winPool, isFavourite } = props;
  const { common, display, words } = texts.value;
  const { number, name, livery, form, isScratched } = runner;
  const stakes = BigInt(runner.winStakes);
  const shareBp = winPool === 0n ? 0 : Number((stakes * 10_000n) / winPool);
  const kind = isScratched ? "is-scratched" : isFavourite ? "is-favourite" : "";
  return (
    <tr class={kind}>
      <td class="tote-number">
        <NumberChip number={number} livery={livery} />
      </td>
      <th scope="row" class="tote-name">
        <span>{name}</span>
        {isFavourite && !isScratched && (
          <abbr title={common.favourite}>{display.favouriteShort}</abbr>
        )}
      </th>
      {isScratched ? (
        <td class="tote-scratched" colSpan={2 + markets.length}>
          {words.scratched}
        </td>
      ) : (
        <>
          <td class="tote-form">{form === "" ? display.debut : form}</td>
          <td class="tote-share">
            <i style={{ "--share": shareBp / 10_000, "--hull": liveryOf(livery).colour }} />
            <span>{Math.round(shareBp / 100)} %</span>
          </td>
          {markets.map((market) => (
            <td key={market} class={`tote-odds ${market === "win" ? "" : "is-place"}`}>
              <Odds hundredths={oddsOf(runner, market)} />
            </td>
          ))}
        </>
      )}
    </tr>
  );
}

/** Odds that light up for a moment when they move: shorter odds are a runner more people back. */
function Odds({ hundredths }: { hundredths: number }) {
  const before = useRef(hundredths);
  const move = useRef("");
  if (before.current !== hundredths) {
    if (before.current > 0) move.current = hundredths < before.current ? "is-shorter" : "is-longer";
    before.current = hundredths;
  }
  return (
    <b key={hundredths} class={`odds ${move.current}`}>
      {formatOdds(hundredths, language.value)}
    </b>
  );
}
