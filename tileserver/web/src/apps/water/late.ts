// Which parts of the page come late: those nobody needs for the first answer to a burst.

/** `begin` stands under the question as soon as it is here. */
export const LATE = {
  begin: () => Promise.all([import('./zones/zone-box.ts'), import('./offline/offline-box.ts')]),
  devices: () => Promise.all([import('./case/device-sheet.ts'), import('./case/note-form.ts')]),
  jobs: () => Promise.all([import('./jobs/job-form.ts'), import('./jobs/job-record.ts')]),
};
