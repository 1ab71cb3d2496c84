/**
 * A CPU with AMX has more registers than User-Mode Linux (6.1) knows: it writes back fewer octets of them than the host's
 * kernel insists on (ptrace(2), PTRACE_SETREGSET with NT_X86_XSTATE), and panics. Preloaded into it, the `ptrace` below
 * fills up what is missing with what the registers hold already.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function cpuHasAmx(): boolean {
  return /\bamx_tile\b/.test(readFileSync('/proc/cpuinfo', 'latin1'))
}

/** Builds it with the tools of the Debian package binutils; the path of the library. */
export function buildAmxPreload(directory: string): string {
  const [object, library] = [join(directory, 'amx-preload.o'), join(directory, 'amx-preload.so')]
  writeFileSync(join(directory, 'amx-preload.s'), source)
  execFileSync('as', ['-o', object, join(directory, 'amx-preload.s')])
  execFileSync('ld', ['-shared', '-o', library, object])
  return library
}

/** x86-64, AT&T syntax. In: edi request, esi pid, rdx address, rcx data. Everything else goes on to the C library. */
const source = `
    .set SYS_ptrace, 101
    .set GETREGSET, 0x4204
    .set SETREGSET, 0x4205
    .set XSTATE, 0x202
    .set AREA, 65536

    .bss
    .balign 64
area:
    .skip AREA
real:
    .skip 8

    .section .rodata
name:
    .asciz "ptrace"

    .text
    .globl ptrace
    .type ptrace, @function
ptrace:
    cmp $SETREGSET, %edi
    jne pass_on
    cmp $XSTATE, %rdx
    jne pass_on

    push %rbx
    push %r12
    sub $24, %rsp               # a struct iovec at (%rsp): all registers
    mov %esi, %r12d
    mov %rcx, %rbx              # the struct iovec that we were given
    lea area(%rip), %rax
    mov %rax, (%rsp)
    movq $AREA, 8(%rsp)

    mov $SYS_ptrace, %eax
    mov $GETREGSET, %edi
    mov %r12d, %esi
    mov $XSTATE, %edx
    mov %rsp, %r10
    syscall
    test %rax, %rax
    js failed

    mov (%rbx), %rsi            # as much as was given over what is there
    mov 8(%rbx), %rcx
    cmp 8(%rsp), %rcx
    cmova 8(%rsp), %rcx
    mov (%rsp), %rdi
    cld
    rep movsb

    mov $SYS_ptrace, %eax
    mov $SETREGSET, %edi
    mov %r12d, %esi
    mov $XSTATE, %edx
    mov %rsp, %r10
    syscall
    test %rax, %rax
    jns done
failed:
    neg %rax
    mov %eax, %r12d
    call __errno_location@plt
    mov %r12d, (%rax)
    mov $-1, %rax
done:
    add $24, %rsp
    pop %r12
    pop %rbx
    ret

pass_on:
    mov real(%rip), %rax
    test %rax, %rax
    jz look_up
    jmp *%rax
look_up:
    push %rdi
    push %rsi
    push %rdx
    push %rcx
    sub $8, %rsp
    mov $-1, %rdi               # RTLD_NEXT
    lea name(%rip), %rsi
    call dlsym@plt
    add $8, %rsp
    mov %rax, real(%rip)
    pop %rcx
    pop %rdx
    pop %rsi
    pop %rdi
    jmp pass_on

    .size ptrace, . - ptrace
    .section .note.GNU-stack, "", @progbits
`
