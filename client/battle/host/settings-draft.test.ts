import { expect } from "chai";
import { type BattleSettings, battleSettingsSchema } from "#common/battle/battle-settings.ts";
import { changeGift, changeRule, RANGES, RULE_RANGES, withRule } from "./settings-draft.ts";

const settings: BattleSettings = {
  sides: ["TR", "EG"],
  durationMs: 300_000,
  suddenDeathMs: 30_000,
  cooldownMs: 30_000,
  isAutopilot: false,
  giftCountries: { 5655: "TR" },
  multipliers: [],
};
const isValid = (draft: unknown) => battleSettingsSchema.safeParse(draft).success;

describe("a draft of a stage's settings", () => {
  it("takes a gift for a country, another country for it, and lets it go", () => {
    const added = changeGift(settings, "5269", "EG");
    expect(added.giftCountries).to.deep.equal({ 5655: "TR", 5269: "EG" });
    expect(changeGift(added, "5655", "EG").giftCountries[5655]).to.equal("EG");
    expect(changeGift(added, "5655", undefined).giftCountries).to.deep.equal({ 5269: "EG" });
    expect(settings.giftCountries).to.deep.equal({ 5655: "TR" });
  });

  it("adds rules that the server takes as they are", () => {
    const two = withRule(withRule(settings), "5655");
    expect(two.multipliers.map(({ when }) => when)).to.deep.equal(["final", "gift"]);
    expect(isValid(two)).to.equal(true);
  });

  it("changes one rule and drops one", () => {
    const two = withRule(withRule(settings), "5655");
    const [final, gift] = two.multipliers;
    if (final === undefined || gift === undefined) throw new Error("two rules");
    const changed = changeRule(two, 0, { ...final, factor: 5 });
    expect(changed.multipliers).to.deep.equal([{ ...final, factor: 5 }, gift]);
    expect(changeRule(two, 0, undefined).multipliers).to.deep.equal([gift]);
  });

  it("offers exactly what the server allows", () => {
    for (const [field, { min, max }] of Object.entries(RANGES)) {
      const at = (seconds: number) => isValid({ ...settings, [field]: seconds * 1_000 });
      expect([at(min - 1), at(min), at(max), at(max + 1)], field).to.deep.equal([
        false,
        true,
        true,
        false,
      ]);
    }
    for (const [when, { min, max }] of Object.entries(RULE_RANGES)) {
      const at = (seconds: number) => {
        const rule = { when, lastsMs: seconds * 1_000, factor: 2, ...gift(when) };
        return isValid({ ...settings, multipliers: [rule] });
      };
      expect([at(min - 1), at(min), at(max), at(max + 1)], when).to.deep.equal([
        false,
        true,
        true,
        false,
      ]);
    }
  });
});

function gift(when: string): { giftId?: string } {
  return when === "gift" ? { giftId: "5655" } : {};
}
