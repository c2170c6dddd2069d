"""Names of people for the demo, put together from common characters. Nobody in particular is meant."""

from random import Random
from typing import Final

_FAMILY: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈"
_GIVEN_FIRST: Final = "子雨思嘉一佳晓文志俊明丽雅静欣怡梓浩宇泽晨昕若书景承"
_GIVEN_LAST: Final = "涵轩怡宁琪妍杰磊伟敏洁婷萍芳峰波鹏辉斌欣然阳航哲远清越"


def person_name(rng: Random) -> str:
    """A name of three characters, or of two where the given name would repeat one."""
    first, last = rng.choice(_GIVEN_FIRST), rng.choice(_GIVEN_LAST)
    return rng.choice(_FAMILY) + (first if first != last else "") + last


def phone_number(n: int) -> str:
    """The n-th number of the block that the demo keeps to itself; nobody answers there."""
    return f"021-5555 {1000 + n % 7000:04d}"
