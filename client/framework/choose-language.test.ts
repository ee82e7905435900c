import { expect } from "chai";
import { chooseLanguage } from "./choose-language.ts";

describe("chooseLanguage", () => {
  it("takes the first wish that is spoken here", () => {
    expect(chooseLanguage([null, "fr-FR", "es-MX", "en"])).to.equal("es");
    expect(chooseLanguage(["ES", "en"])).to.equal("es");
  });

  it("speaks English when no wish can be met", () => {
    expect(chooseLanguage([undefined, "", "pt-BR"])).to.equal("en");
  });
});
