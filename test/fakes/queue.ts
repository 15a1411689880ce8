import { createJobEngine, type JobEngine, type JobEngineDeps } from '#core/jobs/engine.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import type { Desk } from '#core/services/desk.ts'

/** The queue of a desk, not started: nothing runs until the test says so. */
export const queueOf = (desk: Desk, over: Partial<JobEngineDeps> = {}): JobEngine =>
  createJobEngine({ ...desk, ...desk.stores, handlers: jobHandlers(desk), onDidChange: () => {}, maxParallel: 3, ...over })
