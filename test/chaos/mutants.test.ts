import { describe, expect, it } from 'vitest'
import type { DefectKind } from './judge.ts'
import { killRun } from './kill-run.ts'
import { makeMutant, type Mutation } from './mutant.ts'

/** The classic ways to get an outbox wrong, built into a copy of the program: the run that praises the real one must find each of them. */
const mutants: readonly { readonly name: string; readonly mutations: readonly Mutation[]; readonly finds: readonly DefectKind[] }[] = [
  {
    name: 'a new idempotency key with each attempt, at a gateway that does not know the case again',
    mutations: [
      { file: 'src/core/jobs/handlers.ts', from: 'deps.gateway.submit(job.idempotencyKey,', to: 'deps.gateway.submit(deps.random.uuid(),' },
      {
        file: 'src/gateway/registration.ts',
        from: 'if (earlier === undefined) return undefined',
        to: 'if (caseId !== "") return undefined',
      },
      {
        file: 'src/gateway/registration.ts',
        from: 'requests.add(added)',
        to: 'requests.add(requests.find(caseId) === undefined ? added : { ...added, caseId: crypto.randomUUID() as typeof caseId })',
      },
    ],
    finds: ['neverSigned'],
  },
  {
    name: 'the job written in a transaction of its own, a moment after its cause',
    mutations: [
      {
        file: 'src/core/services/sign-prepared.ts',
        from: "for (const job of jobs) enqueue(deps, job, caseId, job === 'deliverResult' ? stored.value : undefined)",
        to: 'setTimeout(() => { deps.stores.transaction(() => { for (const job of jobs) enqueue(deps, job, caseId) }); deps.notices.queued() }, 300)',
      },
    ],
    finds: ['jobNotDone', 'notSent'],
  },
  {
    name: 'the job marked done before its work is',
    mutations: [
      {
        file: 'src/core/jobs/job-transitions.ts',
        from: "state: 'running', attempts: job.attempts + 1",
        to: "state: 'done', attempts: job.attempts + 1",
      },
    ],
    finds: ['notSent'],
  },
]
/** Each round is another chance to be struck at the weak moment; most need one or two, and only a mutant that is never found takes them all. */
const rounds = 20

describe('the kill run finds what is broken on purpose', () => {
  it.each(mutants)('$name', async ({ mutations, finds }) => {
    const { entries, remove } = makeMutant(mutations)
    const found = new Set<DefectKind>()
    try {
      for (let seed = 1; seed <= rounds && !finds.every((kind) => found.has(kind)); seed++) {
        const { defects } = await killRun({ seed, submissions: 12, kills: 6, victims: ['core'], patience: 3_000, entries })
        for (const { kind } of defects) found.add(kind)
      }
    } finally {
      remove()
    }
    expect([...found]).toEqual(expect.arrayContaining([...finds]))
  })
})
