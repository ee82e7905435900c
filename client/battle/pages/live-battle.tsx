import { countryName } from "#client/battle/country/country-name.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatClock } from "#client/framework/format-moment.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import { battleTitle } from "./result-words.ts";
import { StandingsList } from "./standings-list.tsx";
import { texts } from "./texts.ts";

const ASKED_EVERY_MS = 3_000;

/** The battle that is on at the newest stage, asked again every three seconds; nothing when none is. */
export function LiveBattle() {
  const { battles } = texts.value;
  // No answer, or no stage: the page below says what there is to say.
  const { value } = useAsked(() => call("GET", "/battles/active"), [], {
    everyMs: ASKED_EVERY_MS,
  });
  const battle = value?.battle;
  if (!battle) return null;
  const [first, second] = battle.standings;
  const isLed = first !== undefined && first.points > (second?.points ?? 0);
  return (
    <section class="panel stack live-battle" aria-labelledby="live-heading">
      <h2 id="live-heading" class="section-label">
        <span class="live-dot" aria-hidden="true" /> {battles.live.heading}
      </h2>
      <div class="live-head">
        <p class="headline">{battleTitle(battle)}</p>
        {battle.isRehearsal && <small class="tag">{battles.rehearsal}</small>}
        <p class="dim">
          {battles.live.phases[battle.phase]} · {battles.live.endsAt(formatClock(battle.endsAt))} ·{" "}
          {battles.gifts(formatCount(battle.gifts))}
        </p>
      </div>
      <p class="visually-hidden" role="status">
        {isLed
          ? battles.live.leads(countryName(first.country, language.value))
          : battles.live.noLead}
      </p>
      <StandingsList battle={battle} />
      <p class="hint">{battles.live.join}</p>
      <a class="button" href={`/battles/${battle.id}`}>
        {battles.live.open}
      </a>
    </section>
  );
}
