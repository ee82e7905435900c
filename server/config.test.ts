import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect } from "chai";
import { readConfig, settingNames } from "./config.ts";

const documented = parseEnv(readFileSync(join(import.meta.dirname, "../.env.example"), "utf8"));

describe("configuration", () => {
  it("is documented in .env.example, setting by setting, with its defaults", () => {
    expect(Object.keys(documented).sort()).to.deep.equal([...settingNames].sort());
    expect(JSON.stringify(readConfig(documented), bigintAsText)).to.equal(
      JSON.stringify(readConfig({}), bigintAsText),
    );
  });

  const faults: [string, string][] = [
    ["PORT", "65536"],
    ["PORT", "http"],
    ["FIELD_SIZE", "4"],
    ["FIELD_SIZE", "25"],
    ["STAKE_MIN", "-1"],
    ["STAKE_MIN", "0.5"],
    ["STAKE_MIN", "0"],
    ["STAKE_MIN", "10001"],
    ["CANCEL_FEE", "5%"],
    ["AUTOPILOT", "yes"],
    ["LOG_LEVEL", "loud"],
  ];
  for (const [name, value] of faults) {
    it(`refuses ${name}=${value} in a sentence that names it`, () => {
      expect(() => readConfig({ [name]: value })).to.throw(new RegExp(`not valid: ${name}`));
    });
  }
});

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
