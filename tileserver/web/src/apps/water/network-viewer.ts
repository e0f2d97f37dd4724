// The page of networks before anything is asked of them: which networks there are, who may operate them, what of them is on the device, and where
// reader and map are led.

import type { OfficialStyle } from '../../kit/map/map-style.ts';
import type { Changed } from '../../kit/server/changes.ts';
import type { Box } from '../../kit/server/store-layers.ts';
import { SubjectViewer } from '../../kit/viewer/subject-viewer.ts';
import type { Degrees, NetworkList } from './case/wire.ts';
import { withNetwork } from './map/network-look.ts';
import { goNear } from './map/showing.ts';
import { Line } from './offline/line.ts';

/** Layers of the subject begin so: whatever else is edited changes no answer, nor does what meters show. */
const OF_NETWORKS = /^network(?!_reading)/;
/** The ground is drawn as elsewhere. */
export const LOOK = 'planning';
const MAY_OPERATE = /^network\.operate(@|$)/;

export abstract class NetworkViewer extends SubjectViewer {
  static override properties = {
    ...SubjectViewer.properties,
    list: { state: true }, network: { state: true }, news: { state: true }, lineNow: { state: true },
  };
  protected list: NetworkList | undefined;
  /** Once it is known which networks there are. */
  protected readonly listed = new Promise<void>((done) => (this.isListed = done));
  protected isListed!: () => void;
  /** The network that is asked when a place does not say which. */
  protected network = '';
  protected news: object = {};
  /** Another object when something about the line is different. */
  protected lineNow: object = {};
  protected readonly line = new Line(() => (this.lineNow = {}));
  /** The look without that of the network. */
  protected plain: OfficialStyle | undefined;

  protected override async officialLook(): Promise<OfficialStyle | undefined> {
    this.plain = await super.officialLook();
    return withNetwork(this.plain);
  }

  protected override changed(news: readonly Changed[]): void {
    if (news.some(({ layer }) => OF_NETWORKS.test(layer))) super.changed(news);
  }

  /** Who is signed in, if they may operate the network. */
  protected get operator(): string | undefined {
    const { session } = this;
    return session?.grants?.some((grant) => MAY_OPERATE.test(grant)) ? session.name : undefined;
  }

  /** What may be taken along. */
  protected inSight(): { box: Box | undefined; look: string; official: OfficialStyle | undefined } {
    const bounds = this.mapView().map?.getBounds();
    const box: Box | undefined = bounds && [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    return { box, look: LOOK, official: this.plain };
  }

  /** What is found needs room: on a telephone the sheet rises, and comes down to the answer. */
  protected roomToSearch(): void {
    const sheet = this.sheet();
    if (sheet && sheet.covered > 0 && sheet.stop !== 'full') sheet.stop = 'full';
  }

  protected goTo(at: Degrees): void {
    const sheet = this.sheet();
    if (sheet?.stop === 'full') sheet.stop = 'half';
    goNear(this.mapView(), at);
  }

  protected async toHeading(): Promise<void> {
    await this.updateComplete;
    const record = this.querySelector<HTMLElement & { updateComplete: Promise<boolean> }>('job-record');
    await record?.updateComplete;
    const heading = this.querySelector<HTMLElement>('#answer-heading');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }
}
