import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jobPriorities, type JobKind } from '#core/domain/job.ts'
import { newJob } from '#test/builders/job.ts'
import { settled } from '#test/fakes/virtual-clock.ts'
import { EngineWorld, type Step } from './engine-world.ts'

/** The suite tries some hundreds; the long run of the chaos suite says how many. */
const histories = Number(process.env['TEREZE_HISTORIES'] ?? 300)

const outcomes = ['done', 'done', 'away', 'away', 'refusedNow', 'needsOperator', 'rejected', 'throws', 'disk', 'silent', 'slow'] as const
const kinds: readonly JobKind[] = ['submitRequest', 'submitRequest', 'deliverResult', 'emailResult']
const caseIds = [0, 1, 2, 3, 4].map(() => newJob().caseId)

/** A number tells a step: cheap to draw, and a smaller one is a simpler step. */
const stepOf = (number: number): Step => ({
  takes: (number * 37) % 4_000,
  outcome: number % 13 < 11 ? outcomes[number % 13]! : (number * 7) % 20_000,
})

type Deed = (world: EngineWorld, number: number, steps: readonly number[]) => void | Promise<void>
const chosen = ({ known }: EngineWorld, number: number) => known[number % Math.max(1, known.length)]
const add: Deed = (world, number, steps) =>
  world.add(caseIds[number % 5]!, kinds[number % 4]!, jobPriorities[number % 3]!, steps.map(stepOf))
const advance: Deed = (world, number) => world.clock.advance(number)

const deeds: readonly Deed[] = [
  add,
  add,
  add,
  add,
  advance,
  advance,
  advance,
  (world, number) => world.clock.advance(number * 20),
  (world) => world.engine.poke(),
  (world) => world.connectionReturned(),
  (world) => world.restart(),
  (world) => world.crash(),
  (world, number) => {
    const each = chosen(world, number)
    if (each !== undefined) world.retryNow(each)
  },
  (world) => world.retryAll(),
  (world, number) => {
    const each = chosen(world, number)
    if (each !== undefined) world.cancel(each)
  },
  (world, number) => {
    const each = chosen(world, number)
    if (each !== undefined) world.operator((engine) => void (number % 2 === 0 ? engine.pause(each.job.id) : engine.resume(each.job.id)))
  },
  (world, number) => (number % 2 === 0 ? world.pauseAll() : void world.operator((engine) => engine.resumeAll())),
  (world, number) => void (world.disk = (['works', 'full', 'failsAtCommit'] as const)[number % 3]!),
  (world, number) => void (world.gatewayAway = number % 2 === 0),
]

const command = fc.tuple(
  fc.nat({ max: deeds.length - 1 }),
  fc.nat({ max: 10_000 }),
  fc.array(fc.nat({ max: 4_000 }), { maxLength: 4, size: 'small' }),
)

it('never runs a job twice at once, out of order or before its time; loses none; and what is in the way of the counter waits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 35, size: 'max' }), fc.integer({ min: 1, max: 4 }), async (commands, maxParallel) => {
      const world = new EngineWorld(maxParallel)
      for (const [deed, number, steps] of commands) {
        await deeds[deed]!(world, number, steps)
        await settled()
        world.check()
      }
      world.disk = 'works'
      world.gatewayAway = false
      await world.clock.advance(10_000)
      world.operator((engine) => engine.resumeAll())
      // Operators clear what waits for them; then everything must come to its end.
      for (let round = 0; round < 20 && world.known.some(({ job }) => !isOver(world, job.id)); round++) {
        world.connectionReturned()
        for (const each of world.known)
          if (['paused', 'stuck', 'rejected'].includes(world.jobs.find(each.job.id)?.state ?? '')) world.retryNow(each)
        await world.clock.advance(400_000)
        world.check()
      }
      expect([...world.problems]).toEqual([])
      expect(world.known.filter(({ job }) => !isOver(world, job.id)).map(({ job }) => world.jobs.find(job.id))).toEqual([])
    }),
    { numRuns: histories },
  )
}, 3_600_000)

const isOver = ({ jobs }: EngineWorld, id: Parameters<typeof jobs.find>[0]): boolean =>
  ['done', 'cancelled'].includes(jobs.find(id)?.state ?? 'lost')
