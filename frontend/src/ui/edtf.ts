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

/** "since 17 April", or "since 17 April at the latest" where only a last day of the beginning is known. */
export function sinceText(edtf: string): string {
  const [first = "", last = ""] = edtf.split("/");
  if (edtf.includes("/") && (first === "" || first === "..") && last && last !== "..") return t("when.since_at_latest", { when: edtfText(last) });
  if (edtf.includes("/") && first && last && last !== "..") return t("when.since_between", { first: edtfText(first), last: edtfText(last) });
  return t("map.since", { when: edtfText(edtf) });
}
