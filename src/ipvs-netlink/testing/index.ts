/** For tests of programs that use this package. */
export { createFakeKernel } from './fake-kernel.ts'
export type { FakeKernel, FakeKernelOptions, FakeReaction } from './fake-kernel.ts'
