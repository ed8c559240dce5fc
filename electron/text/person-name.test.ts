import fc from "fast-check";
import { expect, test } from "vitest";
import { displayName, invertedName, nameOfParts, personName } from "./person-name.ts";

/** Parts in one line: given | particle | family | suffix. */
const parts = (shown: string): string => {
  const { given, particle = "", family, suffix = "" } = personName(shown);
  return [given, particle, family, suffix].join("|").replace(/\|+$/, "");
};

test.each([
  ["Ada Lovelace", "Ada||Lovelace"],
  ["  Ada   Lovelace ", "Ada||Lovelace"],
  ["Ludwig van Beethoven", "Ludwig|van|Beethoven"],
  ["Vincent Van Gogh", "Vincent||Van Gogh"],
  ["Ursula von der Leyen", "Ursula|von der|Leyen"],
  ["Jean d’Alembert", "Jean|d’|Alembert"],
  ["Charles de Gaulle", "Charles|de|Gaulle"],
  ["José Ortega y Gasset", "José||Ortega y Gasset"],
  ["Gabriel García Márquez", "Gabriel||García Márquez"],
  ["María del Carmen", "María|del|Carmen"],
  ["Martin Luther King Jr.", "Martin Luther||King|Jr."],
  ["Ann B. Lee, PhD", "Ann B.||Lee|PhD"],
  ["Jean DUPONT", "Jean||DUPONT"],
  ["DUPONT Jean", "Jean||DUPONT"],
  ["Smith JA", "JA||Smith"],
  ["Malcolm X", "Malcolm||X"],
  ["Plato", "||Plato"],
  ["bell hooks", "bell||hooks"],
])("%s, as it is shown, has its parts", (shown, expected) => {
  expect(parts(shown)).toBe(expected);
});

test.each([
  ["García Márquez, Gabriel", "Gabriel||García Márquez"],
  ["van Beethoven, Ludwig", "Ludwig|van|Beethoven"],
  ["Beethoven, Ludwig van", "Ludwig|van|Beethoven"],
  ["d'Alembert, Jean", "Jean|d'|Alembert"],
  ["King, Jr., Martin Luther", "Martin Luther||King|Jr."],
  ["King, Martin Luther, Jr.", "Martin Luther||King|Jr."],
  ["Press, William H.", "William H.||Press"],
  ["Lovelace,", "||Lovelace"],
])("%s, family name first, has its parts", (shown, expected) => {
  expect(parts(shown)).toBe(expected);
});

test.each([
  ["Kim Min-su", "Min-su||Kim"],
  ["Mao Zedong", "Zedong||Mao"],
  ["Zhang Wei", "Wei||Zhang"],
  ["Nguyễn Văn An", "Văn An||Nguyễn"],
  ["김민수", "민수||김"],
  ["남궁민수", "민수||남궁"],
  ["王小波", "小波||王"],
  ["欧阳修", "修||欧阳"],
  ["山田 太郎", "太郎||山田"],
  ["山田太郎", "太郎||山田"],
  ["Min-su Kim", "Min-su||Kim"],
  ["Xiaobo Wang", "Xiaobo||Wang"],
  ["Kim Novak", "Kim||Novak"],
])("%s has its family name first or last, as its script and words say", (shown, expected) => {
  expect(parts(shown)).toBe(expected);
});

test.each([
  "UNESCO",
  "World Health Organization",
  "The Harbour Board",
  "Department of Tides, University of Nowhere, Newlyn",
  "Universität Bremen",
  "Holm & Sons",
  "中国科学院",
])("%s is an organisation: a family name alone", (shown) => {
  expect(personName(shown)).toEqual({ given: "", family: shown });
});

test("a name of parts is shown with its given names first", () => {
  expect(displayName(personName("van Beethoven, Ludwig"))).toBe("Ludwig van Beethoven");
  expect(displayName(personName("King, Jr., Martin Luther"))).toBe("Martin Luther King Jr.");
  expect(displayName(personName("Jean d’Alembert"))).toBe("Jean d’Alembert");
  expect(displayName({ given: "민수", family: "김" })).toBe("김민수");
});

test("a name of parts is exchanged with its family name first", () => {
  expect(invertedName(personName("Ludwig van Beethoven"))).toBe("van Beethoven, Ludwig");
  expect(invertedName(personName("UNESCO"))).toBe("UNESCO");
});

test("a given name alone is all there is of a name", () => {
  expect(nameOfParts({ given: "Plato", family: " " })).toEqual({ given: "", family: "Plato" });
});

test("whatever a byline says, its letters are kept and the family name is not empty", () => {
  const letters = (text: string): string => Array.from(text.replace(/[\s,]/g, "")).sort().join("");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (shown) => {
      const name = personName(shown);
      const all = [name.given, name.particle, name.family, name.suffix].join("");
      expect(letters(all)).toBe(letters(shown));
      expect(name.family === "").toBe(letters(shown) === "");
    }),
  );
});

test("a family name first goes in parts and back", () => {
  const word = fc.constantFrom("Ada", "Bo", "Holm", "Ilves", "Márquez", "Ferrer", "Quist");
  const name = fc.record(
    {
      given: word,
      family: word,
      particle: fc.constantFrom("van", "de la", "d’"),
      suffix: fc.constantFrom("Jr.", "III"),
    },
    { requiredKeys: ["given", "family"] },
  );
  fc.assert(
    fc.property(name, (each) => {
      expect(personName(invertedName(each))).toEqual(each);
    }),
  );
});
