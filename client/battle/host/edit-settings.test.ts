import { expect } from "chai";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { beginEdit, followSaved } from "./edit-settings.ts";

const saved: BattleSettings = {
  sides: ["TR", "EG"],
  durationMs: 300_000,
  suddenDeathMs: 30_000,
  cooldownMs: 30_000,
  isAutopilot: false,
  giftCountries: {},
  multipliers: [],
};
const touch = (changes: Partial<BattleSettings>) => {
  const edit = beginEdit(saved);
  return { ...edit, draft: { ...edit.draft, ...changes } };
};

describe("settings that two consoles edit", () => {
  it("a form nobody has touched shows what the other has saved", () => {
    const theirs = { ...saved, isAutopilot: true };
    expect(followSaved(beginEdit(saved), theirs)).to.deep.equal(beginEdit(theirs));
  });

  it("a change of another field keeps mine", () => {
    const { draft, isOvertaken } = followSaved(touch({ durationMs: 60_000 }), {
      ...saved,
      cooldownMs: 5_000,
    });
    expect(draft).to.deep.equal({ ...saved, durationMs: 60_000, cooldownMs: 5_000 });
    expect(isOvertaken).to.equal(false);
  });

  it("a change of the same field keeps mine and is told", () => {
    const { draft, isOvertaken } = followSaved(touch({ sides: ["SA", "MX"] }), {
      ...saved,
      sides: ["JO", "IQ"],
    });
    expect(draft.sides).to.deep.equal(["SA", "MX"]);
    expect(isOvertaken).to.equal(true);
  });

  it("what I have saved myself overtakes nobody", () => {
    const edit = touch({ isAutopilot: true });
    expect(followSaved(edit, edit.draft)).to.deep.equal(beginEdit(edit.draft));
  });

  it("saving mine over theirs ends it", () => {
    const overtaken = followSaved(touch({ sides: ["SA", "MX"] }), {
      ...saved,
      sides: ["JO", "IQ"],
    });
    expect(followSaved(overtaken, overtaken.draft).isOvertaken).to.equal(false);
  });
});
