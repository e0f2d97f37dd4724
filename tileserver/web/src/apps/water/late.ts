// What of the page nobody needs for the first answer to a burst, in one script: zones, what is on the device, findings, jobs.

import './case/device-sheet.ts';
import './case/note-form.ts';
import './jobs/job-form.ts';
import './jobs/job-record.ts';
import './map/network-key.ts';
import './offline/offline-box.ts';
import './zones/zone-box.ts';
