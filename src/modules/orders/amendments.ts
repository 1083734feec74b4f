import { recordAmendmentApplied, recordAmendmentRefused, recordAmendmentSent, recordAmendmentUnknown } from './commands/amendment/record-amendment.ts';
import { requestAmendment } from './commands/amendment/request-amendment.ts';
import { askAmendmentIn } from './commands/amendment/ask-amendment.ts';
import { confirmAmendment, withdrawAmendment } from './commands/amendment/settle-amendment.ts';
import { getAmendmentForErp } from './queries/amendment-for-erp.ts';
import { findOrderOf, findProposedIn } from './queries/find-standing.ts';
import { listAmendments } from './queries/list-amendments.ts';

/** What other modules may do with changes to orders that the ERP holds; one part of the face. Each function says itself what it promises. */
export const amendments = {
  requestAmendment,
  confirmAmendment,
  withdrawAmendment,
  recordAmendmentSent,
  recordAmendmentUnknown,
  recordAmendmentApplied,
  recordAmendmentRefused,
  getAmendmentForErp,
  listAmendments,
  findOrderOf,
  askAmendmentIn,
  findProposedIn,
} as const;
