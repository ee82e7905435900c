import type { Page } from "playwright-core";
import type { BattleDirector } from "./direct-battle.ts";
import { shoot } from "./shoot.ts";

const upright = { width: 1080, height: 1920 };
/** Points that the least successful side has until a battle is worth a picture. */
const POINTS_SHOWN = 250;

/** One battle between simulated viewers, from its heat to what is left of it. */
export async function photographBattle({
  url,
  director,
  display,
  phone,
  host,
}: {
  url: string;
  director: BattleDirector;
  display: Page;
  phone: Page;
  host: Page;
}): Promise<void> {
  const openOverlay = async () => {
    await display.goto(`${url}/display?scene=battle&test&res=1&sound=off`);
    await display.waitForFunction("window.__grandstand?.ready");
  };
  await fightEarlier(director, { title: "Semifinal 1", scores: { MX: 18_240, BR: 15_975 } });
  await fightEarlier(director, { title: "Semifinal 2", scores: { TR: 9_310, EG: 12_480 } });
  await director.say("connectLive", { source: "simulator", eventsPerSecond: 60, seed: 11 });
  await director.say("startBattle", { title: "Copa de Países" });
  const { battleId, sides } = await director.until(
    ({ phase, sides }) =>
      phase === "running" &&
      [...sides.values()].every(
        ({ score, topGifters }) => score > POINTS_SHOWN && topGifters.length === 3,
      ),
  );
  await evenOut(director, { battleId, scores: [...sides.values()] });
  await director.say("boostPoints", { battleId, factor: 2, lastsMs: 120_000 });
  await openOverlay();
  // A gift on its way, or just landed.
  await display.waitForFunction("document.querySelectorAll('.floater').length > 1");
  await shoot(display, "battle-running");
  await display.setViewportSize(upright);
  await openOverlay();
  await shoot(display, "battle-portrait");
  await display.goto("about:blank");
  await host.goto(`${url}/host#battle`);
  await host.locator(".score-row").last().waitFor();
  await shoot(host, "host-battle");

  await director.say("endBattle", { battleId });
  await director.until(({ phase }) => phase === "finished");
  await display.setViewportSize({ width: 1920, height: 1080 });
  await openOverlay();
  // Until the paper has come down.
  await display.waitForTimeout(1_500);
  await shoot(display, "battle-winner");
  await display.goto("about:blank");
  await director.say("disconnectLive", {});
  await host.goto(`${url}/battles`);
  await host.locator(".battle-card").first().waitFor();
  await shoot(host, "battles-history");
  await photographHandles(phone);
}

/** A battle of the same night, decided by the host's hand. */
async function fightEarlier(
  director: BattleDirector,
  { title, scores }: { title: string; scores: Record<string, number> },
): Promise<void> {
  await director.say("startBattle", { title, sides: Object.keys(scores) });
  const { battleId } = await director.until(
    (state) => state.phase === "running" && state.title === title,
  );
  for (const [country, points] of Object.entries(scores)) {
    await director.say("addScore", { battleId, country, points });
  }
  await director.say("endBattle", { battleId });
  await director.until(({ phase }) => phase === "finished");
}

/** One great gift decides a simulated battle; a close one shows more. Two sides catch up by hand. */
async function evenOut(
  director: BattleDirector,
  { battleId, scores }: { battleId: number; scores: { country: string; score: number }[] },
): Promise<void> {
  const [first, , ...others] = [...scores].sort((a, b) => b.score - a.score);
  for (const [index, { country, score }] of others.entries()) {
    const points = Math.round((first!.score * (86 - 14 * index)) / 100) - score;
    if (points > 0) await director.say("addScore", { battleId, country, points });
  }
}

/** A code to comment from the LIVE, on a phone that has just come in. */
async function photographHandles(phone: Page): Promise<void> {
  await phone.locator("input[name=name]").fill("Marea");
  await phone.locator("button[type=submit]").click();
  await phone.getByRole("navigation").waitFor();
  await phone.evaluate(() => {
    location.hash = "wallet";
  });
  await phone.locator(".handles input").fill("@marea.live");
  await phone.locator(".handles button[type=submit]").click();
  await phone.locator(".challenge-code").waitFor();
  await shoot(phone, "phone-handles");
}
