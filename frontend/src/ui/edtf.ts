// An EDTF date as the ledger writes it -> words in the chosen language.
import { day, month, t } from "../strings";

export function edtfText(edtf: string): string {
  const plain = edtf.replace(/[~?%]/g, "");
  if (/^\d{4}-\d{2}-\d{2}$/.test(plain)) return day(plain);
  if (/^\d{4}-\d{2}$/.test(plain)) return month(`${plain}-01`);
  if (/^\d{4}$/.test(plain)) return plain;
  const [first = "", last = ""] = plain.split("/");
  const open = (end: string) => end === "" || end === "..";
  if (plain.includes("/") && open(first) && !open(last)) return `${t("when.before")} ${edtfText(last)}`;
  if (plain.includes("/") && !open(first) && open(last)) return `${t("when.after")} ${edtfText(first)}`;
  if (plain.includes("/") && !open(first) && !open(last)) return `${t("when.from")} ${edtfText(first)} ${t("when.to")} ${edtfText(last)}`;
  return edtf;
}
