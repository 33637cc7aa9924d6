// The export menu: files of the claims that the current filter keeps.
import { useState } from "react";
import { address, useApi, type Params } from "../api";
import { useRight } from "../session";
import { t } from "../strings";
import type { ExportFormat } from "../types";
import { Button } from "./basics";

/** `filter` takes the filters of /claims; keys that the export does not know must be left out by the view. */
export function ExportMenu({ filter }: { filter: Params }) {
  const [open, setOpen] = useState(false);
  const [redact, setRedact] = useState(false);
  const may = useRight("export");
  const { data } = useApi<{ items: ExportFormat[] }>(open && may ? "/export" : null);
  if (!may) return null;
  return (
    <div className="menu" onKeyDown={(e) => e.key === "Escape" && setOpen(false)}>
      <Button aria-expanded={open} aria-haspopup="true" onClick={() => setOpen(!open)}>
        {t("export.label")}
      </Button>
      {open ? (
        <div className="menu-box" role="group" aria-label={t("export.label")}>
          <p className="quiet">{t("export.hint")}</p>
          <label className="field-flag">
            <input type="checkbox" checked={redact} onChange={(e) => setRedact(e.target.checked)} /> {t("export.redact")}
          </label>
          <ul>
            {data?.items.map((f) => (
              <li key={f.id}>
                <a href={address(`/export/${f.id}`, { ...filter, redact_persons: redact })} download>
                  <bdi dir="ltr">{f.id}</bdi>
                </a>{" "}
                <small dir="ltr">.{f.extension}</small>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
