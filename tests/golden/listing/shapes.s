	.file	1 "/recording" "shapes.rs"
	.type	_RINvCs6mEINUzFH5k_6shapes7largestdEB2_,@function
_RINvCs6mEINUzFH5k_6shapes7largestdEB2_:
.Lfunc_begin0:
	.file	2 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/slice/mod.rs"
	.loc	2 156 16 prologue_end
	test	rsi, rsi
	je	.LBB0_1
	.loc	1 53 20
	movsd	xmm0, qword ptr [rdi]
	.file	3 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/slice/iter/macros.rs"
	.loc	3 180 28
	lea	rdx, [8*rsi - 8]
	test	dl, 8
	jne	.LBB0_4
	.file	4 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/ptr/non_null.rs"
	.loc	4 659 28
	lea	rcx, [rdi + 8]
	.file	5 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/cmp.rs"
	.loc	5 1920 50
	movsd	xmm1, qword ptr [rdi]
	.loc	1 55 12
	maxsd	xmm1, xmm0
	.loc	1 0 12 is_stmt 0
	movapd	xmm0, xmm1
	mov	eax, 1
	.loc	3 180 28 is_stmt 1
	test	rdx, rdx
	jne	.LBB0_7
.LBB0_2:
	.loc	1 60 2
	ret
.LBB0_1:
	.loc	1 0 2 is_stmt 0
	xor	eax, eax
	.loc	1 60 2 is_stmt 1
	ret
.LBB0_4:
	.loc	1 0 2 is_stmt 0
	mov	rcx, rdi
	movapd	xmm1, xmm0
	mov	eax, 1
	.loc	3 180 28 is_stmt 1
	test	rdx, rdx
	je	.LBB0_2
.LBB0_7:
	.loc	3 0 28 is_stmt 0
	lea	rdx, [rdi + 8*rsi]
	.p2align	4
.LBB0_8:
	.loc	5 1920 50 is_stmt 1
	movsd	xmm2, qword ptr [rcx]
	movsd	xmm3, qword ptr [rcx + 8]
	.loc	1 55 12
	movapd	xmm4, xmm2
	maxsd	xmm4, xmm1
	cmpltsd	xmm1, xmm2
	andpd	xmm2, xmm1
	andnpd	xmm1, xmm0
	orpd	xmm1, xmm2
	.loc	4 659 28
	add	rcx, 16
	.loc	1 55 12
	movapd	xmm2, xmm3
	maxsd	xmm2, xmm4
	cmpltsd	xmm4, xmm3
	movapd	xmm0, xmm4
	andnpd	xmm0, xmm1
	andpd	xmm4, xmm3
	orpd	xmm4, xmm0
	movapd	xmm0, xmm4
	.loc	1 0 12 is_stmt 0
	movapd	xmm1, xmm2
	.loc	4 1720 9 is_stmt 1
	cmp	rcx, rdx
	.loc	3 180 28
	jne	.LBB0_8
	jmp	.LBB0_2
.Lfunc_end0:
	.file	6 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/hint.rs"
	.file	7 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/iter/range.rs"
	.file	8 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/num/uint_macros.rs"
	.file	9 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/convert/num.rs"
	.file	10 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/alloc.rs"
	.file	11 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/boxed.rs"
	.file	12 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/raw_vec/mod.rs"
	.file	13 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/ptr/mod.rs"
	.type	_RNvCs6mEINUzFH5k_6shapes5count,@function
_RNvCs6mEINUzFH5k_6shapes5count:
.Lfunc_begin3:
	.loc	1 65 9 prologue_end
	mov	rax, qword ptr [rip + _RNvCs6mEINUzFH5k_6shapes7COUNTER.0]
	inc	rax
	mov	qword ptr [rip + _RNvCs6mEINUzFH5k_6shapes7COUNTER.0], rax
	.loc	1 68 2
	ret
.Lfunc_end3:
	.type	_RNvCs6mEINUzFH5k_6shapes5grown,@function
_RNvCs6mEINUzFH5k_6shapes5grown:
.Lfunc_begin4:
	.loc	1 79 0
	push	rbp
	push	r15
	push	r14
	push	rbx
	push	rax
	mov	ebp, edx
	mov	rbx, rsi
	mov	r14, rdi
	.file	14 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/vec/mod.rs"
	.loc	14 1025 19 prologue_end
	mov	r15, qword ptr [rsi + 16]
	.loc	14 1028 12
	cmp	r15, qword ptr [rsi]
	jne	.LBB4_2
	.loc	14 1029 22
	mov	rdi, rbx
	call	_RNvMs3_NtCslNYArtu3iFV_5alloc7raw_vecINtB5_6RawVecmE8grow_oneCs6mEINUzFH5k_6shapes
.LBB4_2:
	.loc	12 612 9
	mov	rax, qword ptr [rbx + 8]
	.loc	13 1917 41
	mov	dword ptr [rax + 4*r15], ebp
	.loc	14 1034 13
	inc	r15
	mov	qword ptr [rbx + 16], r15
	.loc	1 81 5
	mov	qword ptr [r14 + 16], r15
	movups	xmm0, xmmword ptr [rbx]
	movups	xmmword ptr [r14], xmm0
	.loc	1 82 2 epilogue_begin
	add	rsp, 8
	pop	rbx
	pop	r14
	pop	r15
	pop	rbp
	ret
.LBB4_3:
	.loc	1 0 2 is_stmt 0
	mov	r14, rax
	.loc	1 82 1
	mov	rsi, qword ptr [rbx]
	.loc	12 632 39 is_stmt 1
	test	rsi, rsi
	je	.LBB4_5
	.loc	1 82 1
	mov	rdi, qword ptr [rbx + 8]
	.loc	8 1232 17
	shl	rsi, 2
	.loc	10 115 14
	mov	edx, 4
	call	qword ptr [rip + _RNvCsfLfy6EI15iL_7___rustc14___rust_dealloc@GOTPCREL]
.LBB4_5:
	.loc	10 0 14 is_stmt 0
	mov	rdi, r14
	call	_Unwind_Resume@PLT
.Lfunc_end4:
	.type	_RNvCs6mEINUzFH5k_6shapes6choose,@function
_RNvCs6mEINUzFH5k_6shapes6choose:
.Lfunc_begin5:
	.loc	1 35 5 prologue_end is_stmt 1
	cmp	edi, 5
	ja	.LBB5_1
	.loc	1 0 5 is_stmt 0
	mov	rax, rdx
	mov	ecx, edi
	lea	rdx, [rip + .LJTI5_0]
	.loc	1 35 5
	movsxd	rcx, dword ptr [rdx + 4*rcx]
	add	rcx, rdx
	jmp	rcx
.LBB5_3:
	.loc	1 37 24 is_stmt 1
	add	rax, 7
	.loc	6 491 5
	mov	qword ptr [rsp - 8], rax
	lea	rax, [rsp - 8]
	#APP
	#NO_APP
	.loc	1 44 2
	mov	rax, qword ptr [rsp - 8]
	ret
.LBB5_6:
	.file	15 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/str/mod.rs"
	.loc	15 178 9
	xor	ecx, ecx
	test	rax, rax
	sete	cl
	mov	rax, rcx
	.loc	1 44 2
	ret
.LBB5_4:
	.loc	6 491 5
	mov	qword ptr [rsp - 24], rsi
	mov	qword ptr [rsp - 16], rax
	lea	rax, [rsp - 24]
	#APP
	#NO_APP
	mov	rax, qword ptr [rsp - 16]
	.loc	1 38 14
	lea	rax, [rax + 2*rax]
	.loc	1 44 2
	ret
.LBB5_5:
	.loc	6 491 5
	lea	rax, [rip + .Lanon.f830384d50c4e52c6d9e82307be26a34.8]
	mov	qword ptr [rsp - 24], rax
	mov	qword ptr [rsp - 16], 5
	lea	rax, [rsp - 24]
	#APP
	#NO_APP
	mov	rax, qword ptr [rsp - 16]
	.loc	1 44 2
	ret
.LBB5_7:
	.loc	6 491 5
	mov	qword ptr [rsp - 24], rsi
	lea	rax, [rsp - 24]
	#APP
	#NO_APP
	mov	rax, qword ptr [rsp - 24]
.LBB5_8:
	.loc	1 44 2
	ret
.LBB5_1:
	.loc	1 0 2 is_stmt 0
	mov	eax, 99
	.loc	1 44 2 is_stmt 1
	ret
.Lfunc_end5:
.LJTI5_0:
	.long	.LBB5_8-.LJTI5_0
	.long	.LBB5_3-.LJTI5_0
	.long	.LBB5_4-.LJTI5_0
	.long	.LBB5_5-.LJTI5_0
	.long	.LBB5_6-.LJTI5_0
	.long	.LBB5_7-.LJTI5_0

	.section	.text._RNvCs6mEINUzFH5k_6shapes6deeper,"ax",@progbits
	.type	_RNvCs6mEINUzFH5k_6shapes6deeper,@function
_RNvCs6mEINUzFH5k_6shapes6deeper:
.Lfunc_begin6:
	.file	16 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/cell.rs"
	.loc	16 555 18 prologue_end
	mov	eax, dword ptr fs:[_RNvNCNKNvCs6mEINUzFH5k_6shapes5DEPTH0s_023___RUST_STD_INTERNAL_VAL@TPOFF]
	.loc	1 73 19
	inc	eax
	.file	17 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/mem/mod.rs"
	.loc	17 902 49
	mov	dword ptr fs:[_RNvNCNKNvCs6mEINUzFH5k_6shapes5DEPTH0s_023___RUST_STD_INTERNAL_VAL@TPOFF], eax
	.loc	1 76 2
	ret
.Lfunc_end6:
	.file	18 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/std/src/thread/local.rs"
	.type	_RNvCs6mEINUzFH5k_6shapes7element,@function
_RNvCs6mEINUzFH5k_6shapes7element:
.Lfunc_begin7:
	.loc	1 48 5 prologue_end
	cmp	rdx, rsi
	jae	.LBB7_2
	mov	rax, qword ptr [rdi + 8*rdx]
	.loc	1 49 2
	ret
.LBB7_2:
	.loc	1 0 2 is_stmt 0
	push	rax
	.loc	1 48 5 is_stmt 1
	lea	rax, [rip + .Lanon.f830384d50c4e52c6d9e82307be26a34.7]
	mov	rdi, rdx
	mov	rdx, rax
	call	qword ptr [rip + _RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check@GOTPCREL]
.Lfunc_end7:
	.type	_RNvXCs6mEINUzFH5k_6shapesNtB2_6CircleNtB2_5Shape4area,@function
_RNvXCs6mEINUzFH5k_6shapesNtB2_6CircleNtB2_5Shape4area:
.Lfunc_begin8:
	.loc	1 22 9 prologue_end
	movsd	xmm0, qword ptr [rdi]
	mulsd	xmm0, xmm0
	mulsd	xmm0, qword ptr [rip + .LCPI8_0]
	.loc	1 23 6
	ret
.Lfunc_end8:
	.type	first_copy,@function
first_copy:
.Lfunc_begin9:
	.loc	1 87 5 prologue_end
	mov	rax, qword ptr [rdi]
	add	rax, 3
	mov	qword ptr [rdi], rax
	.loc	1 88 5
	lea	rax, [rax + 4*rax]
	.loc	1 89 2
	ret
.Lfunc_end9:
	.type	second_copy,@function
second_copy = first_copy
	.file	1 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/raw_vec/mod.rs"
	.file	2 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/num/uint_macros.rs"
	.file	3 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/intrinsics/mod.rs"
	.file	4 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/alloc.rs"
	.file	5 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/alloc/layout.rs"
	.file	6 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/cmp.rs"
	.file	7 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/result.rs"
	.file	1 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/std/src/thread/local.rs"
	.file	2 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/ptr/const_ptr.rs"
	.file	3 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/cell.rs"
	.file	4 "/recording" "shapes.rs"
	.file	5 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/mem/mod.rs"
	.file	1 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/std/src/rt.rs"
	.file	2 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/ops/function.rs"
	.file	1 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/alloc/src/vec/mod.rs"
	.file	1 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/std/src/sys/backtrace.rs"
	.file	2 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/ops/function.rs"
	.file	3 "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860" "library/core/src/hint.rs"
