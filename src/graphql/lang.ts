import { ArgsType, Field, registerEnumType } from "type-graphql";

/** Languages of the texts. */
export enum Lang {
  VI = "vi",
  EN = "en",
}
registerEnumType(Lang, {
  name: "Lang",
  description: "A language of the texts.",
  valuesConfig: { VI: { description: "Vietnamese." }, EN: { description: "English." } },
});

@ArgsType()
export class LangArgs {
  @Field(() => Lang, { defaultValue: Lang.VI, description: "Language of the text; the other one where it is missing." })
  lang!: Lang;
}

/** The text in the language asked for, or the other one where that is missing. */
export function inLang({ lang }: LangArgs, vi: string | null, en: string | null): string | null {
  return lang === Lang.EN ? (en ?? vi) : (vi ?? en);
}
